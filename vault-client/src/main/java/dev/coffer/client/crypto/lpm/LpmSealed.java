package dev.coffer.client.crypto.lpm;

/**
 * A vault as {@code lpm} sends it.
 *
 * @param encryptedBlob base64 nonce, a colon, base64 ciphertext
 * @param wrappedKey the same form, 81 characters
 */
public record LpmSealed(String encryptedBlob, String wrappedKey) {
  @Override
  public String toString() {
    return "LpmSealed[" + encryptedBlob.length() + " characters]";
  }
}
