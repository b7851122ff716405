package dev.coffer.client.policy;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.Optional;
import java.util.function.Consumer;

/** The chain in which a vault's trust policies stand: its account's, or its organisation's. */
public interface PolicyChain {
  /** What this machine has verified, with everything that the server has since. */
  Roster current();

  /** What this machine has verified, without a server; empty where it never did. */
  Optional<Roster> known();

  /**
   * Signs that {@code policy} stands, on top of what this machine has verified, has {@code sending}
   * deliver it, and takes it over. The server is not asked before: it refuses what does not follow
   * its newest event.
   *
   * @param before is shown the very chain that is signed on top of, which another process of this
   *     machine may have let grow since it was seen; nothing is signed when it throws
   * @throws dev.coffer.client.ClientException.Conflict when the chain's rules do not allow it;
   *     nothing was sent
   */
  Roster set(TrustPolicy policy, Consumer<Roster> before, Consumer<SignedNote> sending);

  /** Signs that the policy {@code id} does not stand, and goes on as {@link #set} does. */
  Roster remove(PolicyId id, Consumer<SignedNote> sending);

  /** Id of the account or organisation, which a CI job names to be sure whose vault it gets. */
  String owner();

  /** Whose device this is, for people. */
  String nameOf(KeyId device);
}
