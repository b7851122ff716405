package dev.coffer.terraform.plugin.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The key by which the host recognises this very process: made at its start, kept in memory, told
 * in the handshake line. Its certificate is for {@code localhost}, the only name that the host asks
 * for.
 */
public record ServerIdentity(PrivateKey key, X509Certificate certificate) {
  private static final String CURVE = "secp256r1";
  private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String SUBJECT_ALTERNATIVE_NAME = "2.5.29.17";
  private static final String HOST = "localhost";
  private static final int SERIAL_BITS = 120;
  private static final BigInteger VERSION_3 = BigInteger.TWO;

  /** Clocks of one machine may differ by a moment when it has been asleep. */
  private static final Duration BEFORE = Duration.ofSeconds(30);

  /** Longer than any apply. */
  private static final Duration AFTER = Duration.ofDays(2);

  /** A new key with a certificate signed by itself. */
  public static ServerIdentity generate(SecureRandom random, Clock clock) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE), random);
      KeyPair pair = generator.generateKeyPair();
      byte[] content = content(pair, new BigInteger(SERIAL_BITS, random), clock.instant());
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate(), random);
      signature.update(content);
      byte[] der = Der.sequence(content, algorithm(), Der.bits(signature.sign()));
      return new ServerIdentity(pair.getPrivate(), certificate(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no ECDSA over P-256", e);
    }
  }

  /** TBSCertificate of RFC 5280 §4.1.1.1. */
  private static byte[] content(KeyPair pair, BigInteger serial, Instant now) {
    byte[] name = Der.sequence(Der.set(Der.sequence(Der.identifier(COMMON_NAME), Der.utf8(HOST))));
    byte[] host = Der.tagged(Der.DNS_NAME, HOST.getBytes(StandardCharsets.US_ASCII));
    byte[] extension =
        Der.sequence(Der.identifier(SUBJECT_ALTERNATIVE_NAME), Der.octets(Der.sequence(host)));
    return Der.sequence(
        Der.tagged(Der.CONTEXT_0, Der.integer(VERSION_3)),
        Der.integer(serial.setBit(0)),
        algorithm(),
        name,
        Der.sequence(Der.time(now.minus(BEFORE)), Der.time(now.plus(AFTER))),
        name,
        pair.getPublic().getEncoded(),
        Der.tagged(Der.CONTEXT_3, Der.sequence(extension)));
  }

  private static byte[] algorithm() {
    return Der.sequence(Der.identifier(ECDSA_WITH_SHA256));
  }

  private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  @Override
  public String toString() {
    return "ServerIdentity[" + certificate.getSerialNumber() + "]";
  }
}
