package dev.coffer.server.escrow.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HPKE's way from a Diffie-Hellman secret to the key and nonce of the first message (RFC 9180 §4.1
 * and §5.1), base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256. Written out because the secret
 * comes from a token, and the library at hand wants the private key instead.
 *
 * @param aead the cipher's id (RFC 9180 §7.3)
 * @param keyLength of the cipher, in bytes; 32 at most
 */
record KeySchedule(int aead, int keyLength) {
  static final KeySchedule AES_256_GCM = new KeySchedule(2, 32);

  private static final int KEM = 0x0010;
  private static final int KDF = 0x0001;
  private static final int HASH_LENGTH = 32;
  private static final int NONCE_LENGTH = 12;
  private static final byte BASE_MODE = 0;
  private static final byte FIRST_BLOCK = 1;
  private static final byte[] EMPTY = {};
  private static final String HMAC = "HmacSHA256";

  /** Key and nonce of the first message; whoever has them wipes them. */
  static final class Opening {
    private final byte[] key;
    private final byte[] nonce;

    private Opening(byte[] key, byte[] nonce) {
      this.key = key;
      this.nonce = nonce;
    }

    byte[] key() {
      return key.clone();
    }

    byte[] nonce() {
      return nonce.clone();
    }

    void wipe() {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(nonce, (byte) 0);
    }
  }

  /**
   * Both sides' shared secret.
   *
   * @param agreed the shared point's x-coordinate
   * @param context the encapsulated key, then the recipient's public key
   */
  static byte[] sharedSecret(byte[] agreed, byte[] context) {
    byte[] suite = ByteBuffer.allocate(5).put(ascii("KEM")).putShort((short) KEM).array();
    byte[] extracted = extract(suite, EMPTY, "eae_prk", agreed);
    byte[] secret = expand(suite, extracted, "shared_secret", context, HASH_LENGTH);
    Arrays.fill(extracted, (byte) 0);
    return secret;
  }

  /** What opens the first message. */
  Opening opening(byte[] sharedSecret, byte[] info) {
    byte[] suite =
        ByteBuffer.allocate(10)
            .put(ascii("HPKE"))
            .putShort((short) KEM)
            .putShort((short) KDF)
            .putShort((short) aead)
            .array();
    byte[] context =
        ByteBuffer.allocate(1 + 2 * HASH_LENGTH)
            .put(BASE_MODE)
            .put(extract(suite, EMPTY, "psk_id_hash", EMPTY))
            .put(extract(suite, EMPTY, "info_hash", info))
            .array();
    byte[] secret = extract(suite, sharedSecret, "secret", EMPTY);
    Opening opening =
        new Opening(
            expand(suite, secret, "key", context, keyLength),
            expand(suite, secret, "base_nonce", context, NONCE_LENGTH));
    Arrays.fill(secret, (byte) 0);
    return opening;
  }

  private static byte[] extract(byte[] suite, byte[] salt, String label, byte[] material) {
    return hmac(salt.length == 0 ? new byte[HASH_LENGTH] : salt, labelled(suite, label, material));
  }

  /** At most one block of HMAC, which is all that is asked for. */
  private static byte[] expand(byte[] suite, byte[] key, String label, byte[] info, int length) {
    byte[] labelled = labelled(suite, label, info);
    byte[] block =
        hmac(
            key,
            ByteBuffer.allocate(2 + labelled.length + 1)
                .putShort((short) length)
                .put(labelled)
                .put(FIRST_BLOCK)
                .array());
    byte[] taken = Arrays.copyOf(block, length);
    Arrays.fill(block, (byte) 0);
    return taken;
  }

  private static byte[] labelled(byte[] suite, String label, byte[] content) {
    byte[] version = ascii("HPKE-v1");
    byte[] name = ascii(label);
    return ByteBuffer.allocate(version.length + suite.length + name.length + content.length)
        .put(version)
        .put(suite)
        .put(name)
        .put(content)
        .array();
  }

  private static byte[] hmac(byte[] key, byte[] content) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(content);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("the platform has no " + HMAC, e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
