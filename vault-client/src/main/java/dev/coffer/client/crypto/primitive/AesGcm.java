package dev.coffer.client.crypto.primitive;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with a 12-byte nonce and the 16-byte tag after the ciphertext (SP 800-38D). */
public final class AesGcm {
  public static final int NONCE_LENGTH = 12;
  public static final int TAG_LENGTH = 16;
  private static final int BITS = 8;

  private AesGcm() {}

  /** The ciphertext and tag of {@code plaintext}; never twice with one key and nonce. */
  public static byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /**
   * The plaintext behind {@code ciphertext}.
   *
   * @throws AEADBadTagException unless key, nonce, associated data and every byte are those of the
   *     sealing
   */
  public static byte[] open(byte[] key, byte[] nonce, byte[] associated, byte[] ciphertext)
      throws AEADBadTagException {
    if (ciphertext.length < TAG_LENGTH) {
      throw new AEADBadTagException();
    }
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce, associated).doFinal(ciphertext);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associated)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_LENGTH * BITS, nonce));
    cipher.updateAAD(associated);
    return cipher;
  }
}
