package dev.coffer.client.sync;

import dev.coffer.client.ClientException;
import dev.coffer.client.payload.CofferRules;
import dev.coffer.client.payload.PayloadRules.Prepared;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.remote.VaultRemote.Pulled;
import dev.coffer.client.remote.VaultRemote.Pushed;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.Commitments;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Changes the newest version of a vault, whatever a person has edited here: edits stay edits. Every
 * method leaves the local copy as it was when it throws. Several processes may use it at once.
 */
public final class HeadChanges {
  private static final int TRIALS = 5;

  private final VaultId vault;
  private final VaultStore store;
  private final VaultRemote remote;
  private final CofferRules rules;
  private final Delivery delivery;

  public HeadChanges(VaultId vault, VaultStore store, VaultRemote remote, CofferRules rules) {
    this.vault = vault;
    this.store = store;
    this.remote = remote;
    this.rules = rules;
    this.delivery = new Delivery(vault, store, remote, rules, version -> {});
  }

  /**
   * The newest version.
   *
   * @param version checked and opened
   * @param description as the server tells it
   */
  public record Head(AcceptedVersion version, VaultDescription description) {}

  /** The newest version; empty when the server does not have the vault. Nothing is stored. */
  public Optional<Head> newest() {
    LocalVault local = store.read(vault);
    return pulled().map(pulled -> new Head(rules.accept(local, pulled), description(pulled)));
  }

  /**
   * A version together with that by which its values are recognised.
   *
   * @param commitments for comparing values later without keeping them
   */
  public record Committed(Head head, Commitments commitments) {}

  /** As {@link #newest}, pulled and opened once for both. */
  public Optional<Committed> committed() {
    CofferRules now = rules.asOfNow();
    LocalVault local = store.read(vault);
    return pulled()
        .map(pulled -> committed(now, new Head(now.accept(local, pulled), description(pulled))));
  }

  private static Committed committed(CofferRules now, Head head) {
    return new Committed(head, now.commitments(head.version()));
  }

  private static VaultDescription description(Pulled pulled) {
    return new VaultDescription(
        Optional.ofNullable(pulled.vault().name()), Optional.ofNullable(pulled.vault().schema()));
  }

  private Optional<Pulled> pulled() {
    try {
      return remote.pull(vault, Optional.empty());
    } catch (ClientException.Refused e) {
      if (e.code().equals(Problem.NOT_FOUND.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Begins the vault, without variables. One that was begun here before, and of which the answer
   * was lost, is what this asks for.
   *
   * @throws ClientException.Conflict when the server has it, or this machine has seen a version
   */
  public SyncOutcome begin(VaultDescription description) {
    return store.syncing(vault, () -> begun(description));
  }

  private SyncOutcome begun(VaultDescription description) {
    boolean arrived = delivery.settle();
    LocalVault local = store.read(vault);
    if (arrived && local.version() == 1 && local.base().isEmpty()) {
      return newest()
          .filter(head -> head.description().equals(description))
          .map(head -> new SyncOutcome("created", head.version().version(), List.of()))
          .orElseGet(() -> changed(UnaryOperator.identity(), description).outcome());
    }
    if (local.version() > 0 || pulled().isPresent()) {
      throw taken();
    }
    try {
      AcceptedVersion first = sent(rules, local, VaultContents.EMPTY, description);
      return new SyncOutcome("created", first.version(), List.of());
    } catch (ClientException.Behind e) {
      ClientException.Conflict taken = taken(); // in between
      taken.addSuppressed(e);
      throw taken;
    }
  }

  private ClientException.Conflict taken() {
    return new ClientException.Conflict(
        "there is a vault " + vault + " already", "take it over instead of beginning it");
  }

  /**
   * What a change did.
   *
   * @param now the newest version by it
   */
  public record Changed(SyncOutcome outcome, Committed now) {}

  /**
   * Makes {@code change} of the newest version's variables the next version, together with {@code
   * description}. When others come first, it is made of their version.
   *
   * @throws ClientException.NotFound when the server does not have the vault
   * @throws ClientException.Behind when others came first every time
   */
  public Changed change(UnaryOperator<VaultContents> change, VaultDescription description) {
    return change(change, description, TRIALS);
  }

  private Changed change(
      UnaryOperator<VaultContents> change, VaultDescription description, int trials) {
    try {
      return store.syncing(vault, () -> changed(change, description));
    } catch (ClientException.Behind e) {
      if (trials == 1) {
        throw e;
      }
      return change(change, description, trials - 1);
    }
  }

  private Changed changed(UnaryOperator<VaultContents> change, VaultDescription description) {
    delivery.settle();
    CofferRules now = rules.asOfNow();
    LocalVault local = store.read(vault);
    Pulled pulled = pulled().orElseThrow(this::missing);
    AcceptedVersion head = now.accept(local, pulled);
    VaultContents next = change.apply(head.contents());
    boolean same = next.equals(head.contents()) && description.equals(VaultDescription.UNCHANGED);
    AcceptedVersion result = same ? head : sent(now, local.at(head), next, description);
    return new Changed(
        new SyncOutcome(same ? "unchanged" : "updated", result.version(), List.of()),
        committed(now, new Head(result, description.over(description(pulled)))));
  }

  private ClientException.NotFound missing() {
    return new ClientException.NotFound(
        "the server has no vault " + vault, "it has to be created first");
  }

  private AcceptedVersion sent(
      CofferRules now, LocalVault from, VaultContents contents, VaultDescription description) {
    Prepared prepared = description.on(now.prepare(from, contents, false));
    Pushed pushed = delivery.sendOfBase(prepared, from.version());
    AcceptedVersion result = prepared.result().named(pushed.etag());
    store.update(vault, local -> moved(local, from.base(), result));
    return result;
  }

  /** What was edited here is edited on top of the new version, if it was on top of the last one. */
  private static LocalVault moved(LocalVault now, VaultContents before, AcceptedVersion result) {
    if (now.version() > 0 && !now.base().equals(before)) {
      return now.sending(null); // behind, with or without edits: the next pull merges
    }
    VaultContents working = result.contents().applying(now.edits());
    return now.at(result).editing(working);
  }

  /** Forgets the local copy of a vault that is no more. */
  public void forget() {
    store.update(vault, local -> LocalVault.fresh(vault));
  }
}
