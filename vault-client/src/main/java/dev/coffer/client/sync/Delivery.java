package dev.coffer.client.sync;

import dev.coffer.client.ClientException;
import dev.coffer.client.payload.PayloadRules;
import dev.coffer.client.payload.PayloadRules.Prepared;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.remote.VaultRemote.Pulled;
import dev.coffer.client.remote.VaultRemote.Pushed;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.PushReceipt;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;

/**
 * Sends one vault's versions so that none is stored twice and none is forgotten: what was sent and
 * not answered is remembered until it is known whether it arrived.
 */
final class Delivery {
  private final VaultId vault;
  private final VaultStore store;
  private final VaultRemote remote;
  private final PayloadRules rules;
  private final IntConsumer recordVersion;

  /**
   * @param recordVersion takes each version that is known to exist
   */
  Delivery(
      VaultId vault,
      VaultStore store,
      VaultRemote remote,
      PayloadRules rules,
      IntConsumer recordVersion) {
    this.vault = vault;
    this.store = store;
    this.remote = remote;
    this.rules = rules;
    this.recordVersion = recordVersion;
  }

  /** Sends the working copy, remembering what was sent until the server's answer is known. */
  Pushed send(Prepared prepared, int expected) {
    return send(prepared, expected, LocalVault::sending);
  }

  /** The same with what was made of the last version and not of the working copy. */
  Pushed sendOfBase(Prepared prepared, int expected) {
    return send(prepared, expected, LocalVault::sendingOfBase);
  }

  private Pushed send(
      Prepared prepared, int expected, BiFunction<LocalVault, String, LocalVault> sending) {
    String sent = prepared.push().encryptedBlob();
    store.update(vault, now -> sending.apply(now, sent));
    Pushed pushed;
    try {
      pushed = remote.push(vault, prepared.push());
    } catch (ClientException.Refused
        | ClientException.NotSignedIn
        | ClientException.Offline
        | ClientException.Failed e) {
      store.update(vault, now -> now.sending(null));
      throw conflict(e, expected);
    }
    PushReceipt receipt = pushed.receipt();
    int version = prepared.result().version();
    if (receipt.vaultId() != null && !receipt.vaultId().equals(vault.value())) {
      throw new ClientException.Tampered(
          "the answer acknowledges a push of another vault",
          "the next push finds out what the server stored");
    }
    if (receipt.version() == null || receipt.version() != version) {
      throw new ClientException.Tampered(
          "the server acknowledged another version than the version " + version + " that was sent",
          "the next push finds out what it stored");
    }
    recordVersion.accept(version);
    return pushed;
  }

  private static ClientException conflict(ClientException refusal, int expected) {
    if (!(refusal instanceof ClientException.Refused refused)) {
      return refusal;
    }
    boolean behind =
        refused.code().equals(Problem.VAULT_VERSION_CONFLICT.code())
            || refused.code().equals(Problem.VAULT_EXPECTED_VERSION_REQUIRED.code());
    if (!behind) {
      return refusal;
    }
    String theirs =
        refused.serverVersion().map(version -> "version " + version).orElse("a newer version");
    return new ClientException.Behind(
        "this machine has version " + expected + ", the server has " + theirs,
        "nothing was stored; 'coffer push --rebase' merges and pushes, 'coffer pull' only merges");
  }

  /**
   * Finds out about an envelope whose answer was lost.
   *
   * @return whether it had arrived
   */
  boolean settle() {
    LocalVault local = store.read(vault);
    if (local.pending() == null) {
      return false;
    }
    Optional<Pulled> arrived = arrived(local);
    if (arrived.isEmpty()) {
      store.update(vault, now -> now.sending(null));
      return false;
    }
    AcceptedVersion accepted = rules.accept(local, arrived.get());
    store.update(vault, now -> now.arrived(accepted));
    recordVersion.accept(accepted.version());
    return true;
  }

  private Optional<Pulled> arrived(LocalVault local) {
    try {
      Optional<Pulled> head = remote.pull(vault, Optional.empty());
      if (head.isPresent() && head.get().vault().version() > local.version() + 1) {
        head = Optional.of(remote.pullVersion(vault, local.version() + 1));
      }
      return head.filter(found -> local.pending().equals(found.vault().encryptedBlob()));
    } catch (ClientException.Refused e) {
      if (e.code().equals(Problem.NOT_FOUND.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
