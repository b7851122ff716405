package dev.coffer.it.vault;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.wire.vault.PushVault;
import java.security.SecureRandom;
import java.util.Map;

/** Pushes in format {@code lpm} whose contents are random bytes of the right shape. */
final class LpmPush {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int IV = 12;
  private static final int WRAPPED = 48;

  private LpmPush() {}

  static PushVault replacing(Integer expectedVersion) {
    return new PushVault(
        sealed(64), sealed(WRAPPED), expectedVersion, null, null, null, null, null);
  }

  static PushVault forced() {
    return new PushVault(sealed(64), sealed(WRAPPED), null, true, null, null, null, null);
  }

  static PushVault named(String name, Map<String, Object> schema) {
    return new PushVault(sealed(64), sealed(WRAPPED), null, null, name, schema, null, null);
  }

  static PushVault with(String encryptedBlob, String wrappedKey) {
    return new PushVault(encryptedBlob, wrappedKey, null, null, null, null, null, null);
  }

  /** 12 bytes and {@code length} bytes, as such a client writes them. */
  static String sealed(int length) {
    return random(IV) + ":" + random(length);
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Bytes.of(bytes).base64();
  }
}
