package dev.coffer.client;

import dev.coffer.client.payload.Once;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.chain.Roster;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Whose vaults are meant, and by what they are reached: the account's own, or an organisation's.
 *
 * @param organisation empty for the account's own
 * @param store this machine's copies
 * @param remote the server's routes
 * @param roster who may read and write, verified anew whenever it is asked
 */
record VaultOwner(
    Optional<UUID> organisation, VaultStore store, VaultRemote remote, Supplier<Roster> roster) {

  /** The same for one act on many vaults, which asks once. */
  VaultOwner asOfNow() {
    return by(new Once<>(roster));
  }

  /** The same with {@code asked} to say who may read and write. */
  VaultOwner by(Supplier<Roster> asked) {
    return new VaultOwner(organisation, store, remote, asked);
  }
}
