package dev.coffer.client.sync;

import dev.coffer.client.ClientException;
import dev.coffer.client.payload.CofferRules;
import dev.coffer.client.payload.CofferRules.Variable;
import dev.coffer.client.payload.PayloadRules.Prepared;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.remote.VaultRemote.Pulled;
import dev.coffer.client.remote.VaultRemote.Pushed;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.EnvironmentName;
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
    return pulled().map(pulled -> head(local, pulled));
  }

  /**
   * One variable of the newest version.
   *
   * @param commitment as {@link CofferRules#commitment} makes it
   */
  public record Committed(int version, String value, String commitment) {
    @Override
    public String toString() {
      return "Committed[version " + version + "]";
    }
  }

  /** The variable {@code name}; empty when the server does not have it. Nothing is stored. */
  public Optional<Committed> variable(EnvironmentName environment, String name) {
    LocalVault local = store.read(vault);
    return pulled().flatMap(pulled -> variable(local, pulled, environment, name));
  }

  private Optional<Committed> variable(
      LocalVault local, Pulled pulled, EnvironmentName environment, String name) {
    AcceptedVersion head = rules.accept(local, pulled);
    String value = head.contents().of(environment).get(name);
    if (value == null) {
      return Optional.empty();
    }
    String commitment = rules.commitment(local, pulled, environment, new Variable(name, value));
    return Optional.of(new Committed(head.version(), value, commitment));
  }

  private Head head(LocalVault local, Pulled pulled) {
    VaultDescription description =
        new VaultDescription(
            Optional.ofNullable(pulled.vault().name()),
            Optional.ofNullable(pulled.vault().schema()));
    return new Head(rules.accept(local, pulled), description);
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
          .orElseGet(() -> changed(UnaryOperator.identity(), description));
    }
    if (local.version() > 0 || pulled().isPresent()) {
      throw taken();
    }
    try {
      return sent(local, VaultContents.EMPTY, description, "created");
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
   * Makes {@code change} of the newest version's variables the next version, together with {@code
   * description}. When others come first, it is made of their version.
   *
   * @throws ClientException.NotFound when the server does not have the vault
   * @throws ClientException.Behind when others came first every time
   */
  public SyncOutcome change(UnaryOperator<VaultContents> change, VaultDescription description) {
    return change(change, description, TRIALS);
  }

  private SyncOutcome change(
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

  private SyncOutcome changed(UnaryOperator<VaultContents> change, VaultDescription description) {
    delivery.settle();
    LocalVault local = store.read(vault);
    AcceptedVersion head =
        pulled()
            .map(pulled -> rules.accept(local, pulled))
            .orElseThrow(
                () ->
                    new ClientException.NotFound(
                        "the server has no vault " + vault, "it has to be created first"));
    VaultContents next = change.apply(head.contents());
    if (next.equals(head.contents()) && description.equals(VaultDescription.UNCHANGED)) {
      return new SyncOutcome("unchanged", head.version(), List.of());
    }
    return sent(local.at(head), next, description, "updated");
  }

  private SyncOutcome sent(
      LocalVault from, VaultContents contents, VaultDescription description, String status) {
    Prepared prepared = description.on(rules.prepare(from, contents, false));
    Pushed pushed = delivery.sendOfBase(prepared, from.version());
    AcceptedVersion result = prepared.result().named(pushed.etag());
    store.update(vault, now -> moved(now, from.base(), result));
    return new SyncOutcome(status, result.version(), List.of());
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
