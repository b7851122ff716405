package dev.coffer.server.sharing;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.VaultId;
import java.util.Optional;

/**
 * Where the next envelope of a vault goes: what of the head decides about it.
 *
 * @param row the vault's; empty for none
 * @param version the vault's now; 0 for none
 * @param epoch the vault's now; 0 for none
 * @param parent what the next version must name as its parent
 * @param chainSequence the event of the chain that the head relies on; -1 for none
 */
public record Place(
    VaultId vault,
    Optional<String> row,
    int version,
    int epoch,
    Optional<Digest> parent,
    long chainSequence) {

  /** Where a vault begins. */
  public static Place first(VaultId vault) {
    return new Place(vault, Optional.empty(), 0, 0, Optional.empty(), -1);
  }
}
