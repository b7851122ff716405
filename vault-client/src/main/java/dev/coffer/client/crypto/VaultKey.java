package dev.coffer.client.crypto;

import dev.coffer.client.crypto.primitive.Hkdf;
import dev.coffer.protocol.envelope.SectionContext;
import java.security.SecureRandom;
import java.util.Arrays;

/** Opens every environment of one vault in one epoch; shared by wrapping only. */
public final class VaultKey extends SymmetricKey implements SectionSealing.Keys {
  VaultKey(byte[] content) {
    super(content);
  }

  public static VaultKey generate(SecureRandom random) {
    return new VaultKey(fresh(random));
  }

  /** The key with these 32 bytes, which are copied. */
  public static VaultKey of(byte[] content) {
    return new VaultKey(content);
  }

  /** Derived, so that whoever has it alone learns nothing of this key or of another environment. */
  @Override
  public EnvironmentKey environmentKey(SectionContext place) {
    byte[] derived = Hkdf.derive(copy(), Hkdf.NO_SALT, place.environmentKeyInfo(), LENGTH);
    try {
      return new EnvironmentKey(place.vault(), place.epoch(), place.environment(), derived);
    } finally {
      Arrays.fill(derived, (byte) 0);
    }
  }
}
