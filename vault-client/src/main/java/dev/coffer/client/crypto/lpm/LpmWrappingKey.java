package dev.coffer.client.crypto.lpm;

import dev.coffer.client.crypto.SymmetricKey;
import dev.coffer.protocol.Digest;
import java.security.SecureRandom;

/** The key under which {@code lpm} wraps a vault's content key: 32 bytes, one per machine. */
public final class LpmWrappingKey extends SymmetricKey {
  private static final String LEGACY_START = "lpm-vault-wrap:";

  private LpmWrappingKey(byte[] content) {
    super(content);
  }

  public static LpmWrappingKey generate(SecureRandom random) {
    return new LpmWrappingKey(fresh(random));
  }

  /** The key with these 32 bytes, which are copied. */
  public static LpmWrappingKey of(byte[] content) {
    return new LpmWrappingKey(content);
  }

  /**
   * The key that old releases derived from a bearer token. Whoever sees the token has it: for
   * opening what is there already, never for sealing.
   */
  public static LpmWrappingKey legacy(String bearer) {
    return new LpmWrappingKey(Digest.of(LEGACY_START + bearer).value().toArray());
  }
}
