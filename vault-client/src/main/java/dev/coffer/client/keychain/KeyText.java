package dev.coffer.client.keychain;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.client.crypto.SecretAccess;
import dev.coffer.client.crypto.SymmetricKey;
import dev.coffer.protocol.Base64Text;
import dev.coffer.protocol.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A machine key as keychains keep it: base64, 44 characters. */
final class KeyText {
  private KeyText() {}

  static byte[] write(MachineKey key) {
    byte[] content = key.bytes(SecretAccess.FOR_STORAGE);
    try {
      return Base64Text.encode(content).getBytes(StandardCharsets.US_ASCII);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  static MachineKey read(byte[] text, String where) {
    try {
      byte[] content = Base64Text.decode(new String(text, StandardCharsets.US_ASCII).strip());
      if (content.length == SymmetricKey.LENGTH) {
        return MachineKey.of(content);
      }
    } catch (Malformed e) {
      throw unreadable(where, e);
    }
    throw unreadable(where, null);
  }

  private static ClientException unreadable(String where, Malformed cause) {
    return new ClientException.KeychainUnusable(
        where + " holds something that is not a machine key",
        "restore it from a backup; without it this device must be approved again",
        cause);
  }
}
