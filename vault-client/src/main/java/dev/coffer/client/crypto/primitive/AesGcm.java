package dev.coffer.client.crypto.primitive;

import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * AES-256-GCM with a 12-byte nonce and the 16-byte tag after the ciphertext (SP 800-38D). Not by
 * {@code javax.crypto.Cipher}, whose first use in a process costs a command more than all the rest
 * that it does.
 */
public final class AesGcm {
  public static final int NONCE_LENGTH = 12;
  public static final int TAG_LENGTH = 16;
  private static final int BITS = 8;

  private AesGcm() {}

  /** The ciphertext and tag of {@code plaintext}; never twice with one key and nonce. */
  public static byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext) {
    try {
      return process(true, parameters(key, nonce, associated), plaintext);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("sealing does not fail", e);
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
    try {
      return process(false, parameters(key, nonce, associated), ciphertext);
    } catch (InvalidCipherTextException e) {
      throw new AEADBadTagException();
    }
  }

  private static AEADParameters parameters(byte[] key, byte[] nonce, byte[] associated) {
    return new AEADParameters(new KeyParameter(key), TAG_LENGTH * BITS, nonce, associated);
  }

  /** Nothing of a text that fails is kept: the buffer is wiped before the failure is told. */
  private static byte[] process(boolean sealing, AEADParameters parameters, byte[] text)
      throws InvalidCipherTextException {
    GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
    cipher.init(sealing, parameters);
    byte[] result = new byte[cipher.getOutputSize(text.length)];
    int length = cipher.processBytes(text, 0, text.length, result, 0);
    try {
      cipher.doFinal(result, length);
      return result;
    } catch (InvalidCipherTextException e) {
      Arrays.fill(result, (byte) 0);
      throw e;
    }
  }
}
