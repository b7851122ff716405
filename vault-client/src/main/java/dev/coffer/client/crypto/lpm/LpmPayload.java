package dev.coffer.client.crypto.lpm;

import dev.coffer.client.crypto.CannotOpen;
import dev.coffer.client.crypto.SecretAccess;
import dev.coffer.client.crypto.SymmetricKey;
import dev.coffer.client.crypto.primitive.AesGcm;
import dev.coffer.client.crypto.text.LpmText;
import dev.coffer.protocol.Base64Text;
import dev.coffer.protocol.Malformed;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SortedMap;
import javax.crypto.AEADBadTagException;

/** Seals and opens the {@code lpm} format byte for byte as its command does. */
public final class LpmPayload {
  /** Length of a wrapped content key in characters. */
  public static final int WRAPPED_KEY_LENGTH = 81;

  private static final byte[] NO_ASSOCIATED_DATA = {};
  private static final int NONCE_CHARACTERS = 16;

  private final SecureRandom random;

  public LpmPayload(SecureRandom random) {
    this.random = random;
  }

  /**
   * Seals all environments (name to variables) under a fresh content key; empty ones are left out.
   */
  public LpmSealed seal(
      LpmWrappingKey wrappingKey, SortedMap<String, SortedMap<String, String>> environments) {
    byte[] contentKey = new byte[SymmetricKey.LENGTH];
    random.nextBytes(contentKey);
    byte[] wrapping = wrappingKey.bytes(SecretAccess.FOR_SEALING);
    try {
      return new LpmSealed(
          encrypt(contentKey, LpmText.write(environments)), encrypt(wrapping, contentKey));
    } finally {
      Arrays.fill(contentKey, (byte) 0);
      Arrays.fill(wrapping, (byte) 0);
    }
  }

  /**
   * The environments of {@code sealed}, in its current or its flat older form.
   *
   * @throws CannotOpen when the key is another, a byte was changed or the content is neither form
   */
  public SortedMap<String, SortedMap<String, String>> open(
      LpmWrappingKey wrappingKey, LpmSealed sealed) {
    byte[] wrapping = wrappingKey.bytes(SecretAccess.FOR_SEALING);
    byte[] contentKey = {};
    try {
      contentKey = decrypt(wrapping, sealed.wrappedKey());
      if (contentKey.length != SymmetricKey.LENGTH) {
        throw new CannotOpen();
      }
      return LpmText.read(decrypt(contentKey, sealed.encryptedBlob()));
    } catch (Malformed e) {
      throw new CannotOpen();
    } finally {
      Arrays.fill(wrapping, (byte) 0);
      Arrays.fill(contentKey, (byte) 0);
    }
  }

  private String encrypt(byte[] key, byte[] plaintext) {
    byte[] nonce = new byte[AesGcm.NONCE_LENGTH];
    random.nextBytes(nonce);
    return Base64Text.encode(nonce)
        + ":"
        + Base64Text.encode(AesGcm.seal(key, nonce, NO_ASSOCIATED_DATA, plaintext));
  }

  private static byte[] decrypt(byte[] key, String text) {
    int colon = text.indexOf(':');
    if (colon != NONCE_CHARACTERS) {
      throw new CannotOpen();
    }
    try {
      byte[] nonce = Base64Text.decode(text.substring(0, colon));
      byte[] ciphertext = Base64Text.decode(text.substring(colon + 1));
      return AesGcm.open(key, nonce, NO_ASSOCIATED_DATA, ciphertext);
    } catch (Malformed | AEADBadTagException e) {
      throw new CannotOpen();
    }
  }
}
