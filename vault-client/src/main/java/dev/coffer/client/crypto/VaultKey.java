package dev.coffer.client.crypto;

import dev.coffer.client.crypto.primitive.Hkdf;
import dev.coffer.protocol.envelope.SectionContext;
import java.security.SecureRandom;

/** Opens every environment of one vault in one epoch; shared by wrapping only. */
public final class VaultKey extends SymmetricKey {
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

  EnvironmentKey environmentKey(SectionContext place) {
    return new EnvironmentKey(
        Hkdf.derive(copy(), Hkdf.NO_SALT, place.environmentKeyInfo(), LENGTH));
  }
}
