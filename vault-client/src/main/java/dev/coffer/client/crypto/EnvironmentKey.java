package dev.coffer.client.crypto;

import dev.coffer.client.crypto.primitive.Hkdf;
import dev.coffer.client.crypto.primitive.HmacSha256;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.envelope.WrapContext;
import dev.coffer.protocol.escrow.EscrowContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Opens one environment of one vault in one epoch, in every version of it, and nothing else: it
 * knows its place and serves in no other.
 */
public final class EnvironmentKey extends SymmetricKey implements SectionSealing.Keys {
  private static final String COMMITMENT = "coffer/1 value commitment";

  private final VaultId vault;
  private final int epoch;
  private final EnvironmentName environment;

  EnvironmentKey(VaultId vault, int epoch, EnvironmentName environment, byte[] content) {
    super(content);
    this.vault = vault;
    this.epoch = epoch;
    this.environment = environment;
  }

  /**
   * A copy of this key for a place of its environment.
   *
   * @throws CannotOpen for any other place
   */
  @Override
  public EnvironmentKey environmentKey(SectionContext place) {
    if (!isOf(place.vault(), place.epoch()) || !environment.equals(place.environment())) {
      throw new CannotOpen();
    }
    byte[] content = copy();
    try {
      return new EnvironmentKey(vault, epoch, environment, content);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /**
   * 32 bytes by which {@code value} of the variable {@code name} can be recognised by whoever has
   * this key, and by nobody else: without it, guessing values leads nowhere.
   */
  public byte[] commitment(String name, String value) {
    byte[] content = copy();
    byte[] key = Hkdf.derive(content, Hkdf.NO_SALT, Hkdf.label(COMMITMENT), LENGTH);
    byte[] text = (name + '\0' + value).getBytes(StandardCharsets.UTF_8);
    try {
      return new HmacSha256(key).digest(text, 0, text.length);
    } finally {
      Arrays.fill(content, (byte) 0);
      Arrays.fill(key, (byte) 0);
      Arrays.fill(text, (byte) 0);
    }
  }

  /** Whether {@code place} is one where this key, and no other, may be wrapped. */
  boolean isFor(WrapContext place) {
    return isOf(place.vault(), place.epoch()) && place.scope().equals(KeyScope.of(environment));
  }

  /** Whether {@code place} is one where this key, and no other, may be escrowed. */
  boolean isFor(EscrowContext place) {
    return isOf(place.vault(), place.epoch()) && place.environment().equals(environment);
  }

  private boolean isOf(VaultId otherVault, int otherEpoch) {
    return vault.equals(otherVault) && epoch == otherEpoch;
  }
}
