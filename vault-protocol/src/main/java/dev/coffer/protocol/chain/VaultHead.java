package dev.coffer.protocol.chain;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;

/**
 * The newest version of a vault that somebody has seen.
 *
 * @param version at least 1
 * @param manifest digest of that version's manifest
 */
public record VaultHead(VaultId vault, int version, Digest manifest) {
  public VaultHead {
    if (version < 1) {
      throw new Malformed("versions start at 1");
    }
  }

  /** Whether {@code other} is this head, or an older version of the same vault. */
  public boolean covers(VaultHead other) {
    return vault.equals(other.vault) && (other.version < version || other.equals(this));
  }
}
