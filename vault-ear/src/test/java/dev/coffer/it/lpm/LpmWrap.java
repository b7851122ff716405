package dev.coffer.it.lpm;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The bytes of the {@code lpm} wire for organisations: sealed texts and keys wrapped for members.
 */
final class LpmWrap {
  static final int KEY = 32;
  static final int IV = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] PUBLIC_PREFIX = HexFormat.of().parseHex("302a300506032b656e032100");
  private static final byte[] PRIVATE_PREFIX =
      HexFormat.of().parseHex("302e020100300506032b656e04220420");
  private static final byte[] INFO = {
    'l', 'p', 'm', '-', 'v', 'a', 'u', 'l', 't', '-', 'o', 'r', 'g'
  };

  private LpmWrap() {}

  static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  static KeyPair pair() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("X25519").generateKeyPair();
  }

  /** 32 bytes, as such a client sends them. */
  static byte[] raw(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - KEY, encoded.length);
  }

  static PublicKey publicKey(byte[] raw) throws GeneralSecurityException {
    return KeyFactory.getInstance("X25519")
        .generatePublic(new X509EncodedKeySpec(concat(PUBLIC_PREFIX, raw)));
  }

  static PrivateKey privateKey(byte[] raw) throws GeneralSecurityException {
    return KeyFactory.getInstance("X25519")
        .generatePrivate(new PKCS8EncodedKeySpec(concat(PRIVATE_PREFIX, raw)));
  }

  /** {@code contentKey} for whoever has the private half of {@code recipient}. */
  static String wrap(byte[] recipient, byte[] contentKey) throws GeneralSecurityException {
    KeyPair ephemeral = pair();
    return wrap(
        recipient, ephemeral.getPrivate(), raw(ephemeral.getPublic()), random(IV), contentKey);
  }

  static String wrap(
      byte[] recipient, PrivateKey ephemeral, byte[] ephemeralPublic, byte[] iv, byte[] contentKey)
      throws GeneralSecurityException {
    byte[] key = wrapKey(ephemeral, recipient);
    return base64(ephemeralPublic) + ":" + seal(key, iv, contentKey);
  }

  static byte[] unwrap(PrivateKey own, String wrapped) throws GeneralSecurityException {
    int colon = wrapped.indexOf(':');
    byte[] ephemeral = Base64.getDecoder().decode(wrapped.substring(0, colon));
    return open(wrapKey(own, ephemeral), wrapped.substring(colon + 1));
  }

  static String seal(byte[] key, byte[] iv, byte[] plaintext) throws GeneralSecurityException {
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, iv).doFinal(plaintext);
    return base64(iv) + ":" + base64(sealed);
  }

  static byte[] open(byte[] key, String text) throws GeneralSecurityException {
    int colon = text.indexOf(':');
    byte[] iv = Base64.getDecoder().decode(text.substring(0, colon));
    byte[] sealed = Base64.getDecoder().decode(text.substring(colon + 1));
    return cipher(Cipher.DECRYPT_MODE, key, iv).doFinal(sealed);
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** HKDF-SHA-256 (RFC 5869) of the agreed value without a salt. */
  private static byte[] wrapKey(PrivateKey own, byte[] other) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(own);
    agreement.doPhase(publicKey(other), true);
    byte[] extracted = hmac(new byte[KEY], agreement.generateSecret());
    return hmac(extracted, concat(INFO, new byte[] {1}));
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  private static Cipher cipher(int mode, byte[] key, byte[] iv) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, iv));
    return cipher;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }
}
