package dev.coffer.client.policy;

import dev.coffer.client.ClientException;
import dev.coffer.client.payload.PayloadRules;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.remote.VaultRemote.Pulled;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The vault's head as it was verified last, and the server's escrow key, for those who escrow its
 * keys. What the server says to be unchanged is not sent again. Not for use by several threads.
 */
final class SeenHead {
  private final VaultId vault;
  private final VaultStore store;
  private final VaultRemote remote;
  private final PayloadRules rules;
  private final SeenChain chain;
  private Optional<Pulled> head = Optional.empty();

  /** The end of the chain that said who may have written {@link #head}. */
  private Optional<ChainPosition> judgedBy = Optional.empty();

  private Optional<EscrowKeyList> escrowKeys = Optional.empty();

  SeenHead(
      VaultId vault, VaultStore store, VaultRemote remote, PayloadRules rules, SeenChain chain) {
    this.vault = vault;
    this.store = store;
    this.remote = remote;
    this.rules = rules;
    this.chain = chain;
  }

  /** The newest version, verified by the chain as it is now, and opened. */
  AcceptedVersion opened() {
    chain.newest();
    LocalVault local = store.read(vault);
    Pulled newest = pulled(local).or(() -> head).orElseThrow();
    return accepted(local, newest);
  }

  /** Opens {@code newest}, which is what was seen last or a head that may follow it. */
  private AcceptedVersion accepted(LocalVault local, Pulled newest) {
    AcceptedVersion accepted = rules.accept(local, newest);
    head.ifPresent(seen -> requireFollows(seen.vault(), newest.vault()));
    head = Optional.of(newest);
    judgedBy = chain.roster().head();
    return accepted;
  }

  private static void requireFollows(PulledVault seen, PulledVault newest) {
    if (newest.version() < seen.version()) {
      throw tampered(
          "the server sent version "
              + newest.version()
              + ", but version "
              + seen.version()
              + " exists");
    }
    if (newest.version().equals(seen.version())
        && !newest.encryptedBlob().equals(seen.encryptedBlob())) {
      throw tampered("there are two different envelopes of version " + seen.version());
    }
  }

  private static ClientException tampered(String what) {
    return new ClientException.Tampered(
        what, "nothing was changed; ask whoever runs the server before you go on");
  }

  /** Signed escrowed keys of the newest version's epoch, for {@code grants}. */
  List<String> escrowed(Collection<EscrowGrant> grants) {
    LocalVault local = store.read(vault);
    return rules.escrowedKeys(local, verified(local), grants, this::escrowKeys);
  }

  /**
   * The newest version, verified by the chain as this machine has it: the server takes nothing that
   * is signed on top of an older one. Where the vault has moved since it was seen, so may the chain
   * have. A version that was seen before is judged again by each event more.
   */
  private Pulled verified(LocalVault local) {
    Optional<Pulled> newer = pulled(local);
    chain.catchUp();
    if (newer.isPresent()) {
      if (head.isPresent()) {
        chain.newest();
      }
      accepted(local, newer.get());
    } else if (!chain.roster().head().equals(judgedBy)) {
      accepted(local, head.orElseThrow());
    }
    return head.orElseThrow();
  }

  /**
   * Does nothing where {@code now} is the chain that the head was judged by.
   *
   * @throws ClientException.Conflict otherwise: by a newer one it may be worth nothing
   */
  void requireJudgedBy(Roster now) {
    if (!now.head().equals(judgedBy)) {
      throw new ClientException.Conflict(
          "who has which rights was changed while the policy was made",
          "nothing was sent; do it again");
    }
  }

  private Optional<Pulled> pulled(LocalVault local) {
    try {
      return remote.pull(vault, etag());
    } catch (ClientException.Refused e) {
      if (e.code().equals(Problem.NOT_FOUND.code()) && local.version() == 0) {
        throw noVaultYet();
      }
      throw e;
    }
  }

  static ClientException.NotFound noVaultYet() {
    return new ClientException.NotFound(
        "the server does not have this vault yet", "run 'coffer push' first");
  }

  private Optional<String> etag() {
    return head.map(Pulled::etag);
  }

  private EscrowKeyList escrowKeys() {
    return escrowKeys.orElseGet(this::server);
  }

  /** What the server says of its escrow keys now. */
  EscrowKeyList server() {
    EscrowKeyList now = remote.escrowKeys();
    escrowKeys = Optional.of(now);
    return now;
  }

  /** Whether the vault or the escrow key is another one than was seen last, which is forgotten. */
  boolean hasMoved() {
    if (head.isEmpty()) {
      return false;
    }
    Optional<EscrowKeyList> before = escrowKeys;
    escrowKeys = Optional.empty();
    if (before.isPresent() && !before.get().equals(escrowKeys())) {
      return true;
    }
    return remote.pull(vault, etag()).isPresent();
  }
}
