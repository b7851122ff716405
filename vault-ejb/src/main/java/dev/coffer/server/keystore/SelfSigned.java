package dev.coffer.server.keystore;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V1TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * The certificate that a keystore demands beside a private key. Nobody checks it: it carries the
 * public key, and the times of RFC 5280 §4.1.2.5 for "always".
 */
public final class SelfSigned {
  private static final AlgorithmIdentifier ES256 =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

  private static final String ALGORITHM = "SHA256withECDSA";

  private SelfSigned() {}

  /**
   * A certificate of the pair's public key.
   *
   * @param name what its common name says; no character that is special in one
   * @param provider that has the private key; empty where the platform finds it
   */
  public static Certificate certificate(KeyPair pair, String name, Optional<Provider> provider)
      throws GeneralSecurityException, IOException {
    X500Name both = new X500Name("CN=" + name);
    V1TBSCertificateGenerator content = new V1TBSCertificateGenerator();
    content.setSerialNumber(new ASN1Integer(BigInteger.ONE));
    content.setSignature(ES256);
    content.setIssuer(both);
    content.setSubject(both);
    content.setStartDate(new Time(new ASN1GeneralizedTime("20000101000000Z")));
    content.setEndDate(new Time(new ASN1GeneralizedTime("99991231235959Z")));
    content.setSubjectPublicKeyInfo(
        SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
    TBSCertificate unsigned = content.generateTBSCertificate();
    ASN1EncodableVector signed = new ASN1EncodableVector();
    signed.add(unsigned);
    signed.add(ES256);
    signed.add(new DERBitString(signature(unsigned.getEncoded("DER"), pair, provider)));
    byte[] encoded = new DERSequence(signed).getEncoded("DER");
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(encoded));
  }

  private static byte[] signature(byte[] content, KeyPair pair, Optional<Provider> provider)
      throws GeneralSecurityException {
    Signature signature =
        provider.isPresent()
            ? Signature.getInstance(ALGORITHM, provider.get())
            : Signature.getInstance(ALGORITHM);
    signature.initSign(pair.getPrivate());
    signature.update(content);
    return signature.sign();
  }
}
