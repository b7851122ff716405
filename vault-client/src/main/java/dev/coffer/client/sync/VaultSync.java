package dev.coffer.client.sync;

import dev.coffer.client.ClientException;
import dev.coffer.client.merge.Decision;
import dev.coffer.client.merge.KeyConflict;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.payload.PayloadRules;
import dev.coffer.client.payload.PayloadRules.Prepared;
import dev.coffer.client.payload.StoredVersions;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.remote.VaultRemote.Pulled;
import dev.coffer.client.remote.VaultRemote.Pushed;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.KeyChange;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.PushReceipt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Moves one vault between this machine and the server. Every method leaves the local copy as it was
 * when it throws. Several processes may use it at once.
 */
public final class VaultSync {
  private static final int REBASES = 5;

  private final VaultId vault;
  private final Optional<ProjectFile> project;
  private final VaultStore store;
  private final VaultRemote remote;
  private final PayloadRules rules;
  private final Delivery delivery;

  public VaultSync(
      VaultId vault,
      Optional<ProjectFile> project,
      VaultStore store,
      VaultRemote remote,
      PayloadRules rules) {
    this.vault = vault;
    this.project = project;
    this.store = store;
    this.remote = remote;
    this.rules = rules;
    this.delivery = new Delivery(vault, store, remote, rules, this::recordVersion);
  }

  VaultId vault() {
    return vault;
  }

  /**
   * Makes the local edits the vault's next version. Asks the server nothing when there are none.
   *
   * @throws ClientException.Behind when the server is at another version; nothing was stored
   */
  public SyncOutcome push() {
    return store.syncing(vault, this::pushHeld);
  }

  private SyncOutcome pushHeld() {
    boolean recovered = delivery.settle();
    LocalVault local = store.read(vault);
    if (local.version() > 0 && local.edits().isEmpty()) {
      return new SyncOutcome(recovered ? "recovered" : "unchanged", local.version(), List.of());
    }
    if (local.version() == 0 && local.working().isEmpty()) {
      throw new ClientException.Usage(
          "the vault is empty: there is nothing to push", "run 'coffer import .env' first");
    }
    Prepared prepared = rules.prepare(local, local.working(), false);
    Pushed pushed = delivery.send(prepared, local.version());
    PushReceipt receipt = pushed.receipt();
    store.update(vault, now -> now.at(prepared.result().named(pushed.etag())));
    return new SyncOutcome(receipt.status(), receipt.version(), local.edits());
  }

  /**
   * Pushes; when that is refused because the server has gone on, merges what it has and pushes
   * again, as often as others come first, up to five times.
   *
   * @param resolution decides conflicts
   * @throws ClientException.Behind when others came first every time; the merges stay
   * @throws ClientException.Conflict when conflicts are left undecided; then nothing is pushed
   */
  public SyncOutcome pushRebasing(Resolution resolution) {
    MergeReport report = MergeReport.NONE;
    for (int i = 0; i < REBASES; i++) {
      try {
        return push().with(report);
      } catch (ClientException.Behind e) {
        report = report.then(pull(resolution).report());
      }
    }
    return push().with(report);
  }

  /**
   * Merges the server's head into the local copy: what only one side changed since the last common
   * version is as that side has it.
   *
   * @param resolution decides what both changed differently; asked while nothing is locked
   * @throws ClientException.Conflict from {@code resolution}
   */
  public SyncOutcome pull(Resolution resolution) {
    List<Decision> decisions = new ArrayList<>();
    while (true) {
      Attempt attempt = store.syncing(vault, () -> pullHeld(decisions));
      if (attempt.outcome().isPresent()) {
        return attempt.outcome().get();
      }
      List<Decision> made = resolution.decide(attempt.undecided());
      if (made.size() < attempt.undecided().size()) {
        throw new IllegalStateException("a resolution decides every conflict");
      }
      decisions.addAll(made);
    }
  }

  /** A merge that is done, or what it left undecided. */
  private record Attempt(Optional<SyncOutcome> outcome, List<KeyConflict> undecided) {
    static Attempt done(SyncOutcome outcome) {
      return new Attempt(Optional.of(outcome), List.of());
    }
  }

  private Attempt pullHeld(List<Decision> decisions) {
    delivery.settle();
    LocalVault local = store.read(vault);
    // "Nothing new" is no answer where the project file knows a newer version.
    boolean current = local.version() > 0 && local.version() >= recordedVersion();
    Optional<String> known = Optional.ofNullable(local.etag()).filter(etag -> current);
    Optional<Pulled> pulled = remote.pull(vault, known);
    if (pulled.isEmpty()) {
      return Attempt.done(new SyncOutcome("up_to_date", local.version(), List.of()));
    }
    AcceptedVersion accepted = rules.accept(local, pulled.get());
    TakingOver taking = new TakingOver(accepted, decisions);
    store.update(vault, taking);
    if (!taking.undecided().isEmpty()) {
      return new Attempt(Optional.empty(), taking.undecided());
    }
    recordVersion(accepted.version());
    return Attempt.done(taking.outcome());
  }

  /**
   * Replaces the local copy by the server's head and gives up local edits, also where nothing shows
   * that the head goes on from the local version.
   *
   * @throws ClientException.Conflict when another process edits meanwhile
   */
  public SyncOutcome discard() {
    return store.syncing(vault, this::discardHeld);
  }

  private SyncOutcome discardHeld() {
    delivery.settle();
    LocalVault local = store.read(vault);
    Pulled pulled = remote.pull(vault, Optional.empty()).orElseThrow();
    AcceptedVersion accepted = rules.acceptAnew(local, pulled);
    store.update(vault, now -> replaced(now, local, accepted));
    recordVersion(accepted.version());
    List<KeyChange> changes = KeyChange.between(local.working(), accepted.contents());
    boolean same = changes.isEmpty() && accepted.version() == local.version();
    return new SyncOutcome(same ? "up_to_date" : "pulled", accepted.version(), changes);
  }

  /** Giving up edits is about those that were there when it was asked for. */
  private static LocalVault replaced(LocalVault now, LocalVault asked, AcceptedVersion accepted) {
    if (!now.working().equals(asked.working())) {
      throw new ClientException.Conflict(
          "the vault was edited meanwhile", "nothing was changed; run the command again");
    }
    return now.at(accepted).editing(accepted.contents());
  }

  /**
   * Compares the local copy with the server's head and changes neither. Where no server answers, or
   * nobody ever signed in, it compares with the last version that both had; not where the server
   * denies the right to know.
   */
  public Comparison compare() {
    LocalVault local = store.read(vault);
    try {
      Optional<AcceptedVersion> head = head(local);
      VaultContents theirs = head.map(AcceptedVersion::contents).orElse(local.base());
      return new Comparison(
          local.version(),
          head.map(AcceptedVersion::version),
          local.edits(),
          KeyChange.between(local.base(), theirs),
          Optional.empty());
    } catch (ClientException.Unreachable | ClientException.NeverSignedIn e) {
      return new Comparison(
          local.version(), Optional.empty(), local.edits(), List.of(), Optional.of(e.getMessage()));
    }
  }

  /**
   * The server's newest version, checked and opened. Nothing is stored.
   *
   * @throws ClientException.NotFound when the server does not have the vault
   */
  public AcceptedVersion newest() {
    return requireHead(store.read(vault));
  }

  private AcceptedVersion requireHead(LocalVault local) {
    return rules.accept(local, requirePulled(local));
  }

  private Pulled requirePulled(LocalVault local) {
    return pulled(local)
        .orElseThrow(
            () ->
                new ClientException.NotFound(
                    "the server does not have this vault yet", "run 'coffer push' first"));
  }

  /**
   * Starts a new epoch: the server's head is sealed again under a fresh vault key, wrapped for the
   * devices that are approved now, as one version. Local edits stay local edits.
   */
  public SyncOutcome rotateKey() {
    return store.syncing(vault, this::rotateHeld);
  }

  private SyncOutcome rotateHeld() {
    delivery.settle();
    LocalVault local = store.read(vault);
    return rotate(local, requireHead(local));
  }

  private SyncOutcome rotate(LocalVault local, AcceptedVersion head) {
    Prepared prepared = rules.prepare(local.at(head), head.contents(), true);
    Pushed pushed = delivery.send(prepared, head.version());
    AcceptedVersion result = prepared.result().named(pushed.etag());
    store.update(vault, now -> rotated(now, head, result));
    return new SyncOutcome("rotated", result.version(), List.of());
  }

  private static LocalVault rotated(LocalVault now, AcceptedVersion head, AcceptedVersion rotated) {
    if (now.base().equals(head.contents())) {
      return now.at(rotated);
    }
    // Behind the head with edits: the next pull names them; until then nothing here may move.
    return now.edits().isEmpty() ? now.at(rotated).editing(rotated.contents()) : now.sending(null);
  }

  /**
   * Makes {@code wanted} the vault's next version. Local edits of what it does not replace stay.
   * When the answer is lost, it stays as a local edit, which the next push finds to have arrived or
   * sends.
   *
   * @throws ClientException.Conflict when local edits are in the way, or the server is at another
   *     version; nothing was stored
   */
  public SyncOutcome replace(Replacement wanted) {
    return store.syncing(vault, () -> replaceHeld(wanted));
  }

  private SyncOutcome replaceHeld(Replacement wanted) {
    delivery.settle();
    LocalVault local = store.read(vault);
    wanted.requireReady(local, local.version());
    VaultContents next = wanted.of(local.base());
    List<KeyChange> changes = KeyChange.between(local.base(), next);
    if (changes.isEmpty()) {
      return new SyncOutcome("unchanged", local.version(), changes);
    }
    Prepared prepared = rules.prepare(local, next, false);
    VaultContents working = wanted.working(local);
    store.update(vault, now -> moving(now, local.working(), working));
    try {
      Pushed pushed = delivery.send(prepared, local.version());
      store.update(vault, now -> now.at(prepared.result().named(pushed.etag())));
    } catch (ClientException e) {
      store.update(
          vault, now -> now.pending() == null ? moving(now, working, local.working()) : now);
      throw e instanceof ClientException.Behind ? Replacement.behind(e.getMessage()) : e;
    }
    return new SyncOutcome("rolled_back", local.version() + 1, changes);
  }

  /** Puts {@code to} where {@code from} was, keeping what was edited meanwhile. */
  private static LocalVault moving(LocalVault now, VaultContents from, VaultContents to) {
    return now.editing(to.applying(KeyChange.between(from, now.working())));
  }

  private Optional<AcceptedVersion> head(LocalVault local) {
    return pulled(local).map(pulled -> rules.accept(local, pulled));
  }

  private Optional<Pulled> pulled(LocalVault local) {
    try {
      return remote.pull(vault, Optional.empty());
    } catch (ClientException.Refused e) {
      if (e.code().equals(Problem.NOT_FOUND.code()) && local.version() == 0) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** The newest version on the server, verified; empty when the server does not have the vault. */
  Optional<VaultHead> verifiedHead() {
    return head(store.read(vault))
        .flatMap(AcceptedVersion::envelope)
        .map(Envelope::parse)
        .map(head -> new VaultHead(vault, head.manifest().version(), head.digest()));
  }

  /**
   * The event of its owner's chain after which the newest version was made: verified, and not
   * opened, so that this says it of a vault that this device has no key of.
   *
   * @throws ClientException.NotFound when the server does not have the vault
   */
  long madeAfter() {
    LocalVault local = store.read(vault);
    Pulled head = requirePulled(local);
    rules.trail(local, head, new StoredVersions(vault, remote));
    return Envelope.parse(head.vault().encryptedBlob()).manifest().chain().sequence();
  }

  /**
   * Gives the current key to approved devices that lack it.
   *
   * @return how many devices got it
   */
  int shareKey() {
    LocalVault local = store.read(vault);
    return remote.pull(vault, Optional.empty()).map(head -> shareKey(local, head)).orElse(0);
  }

  private int shareKey(LocalVault local, Pulled head) {
    List<String> missing = rules.missingKeys(local, head);
    if (!missing.isEmpty()) {
      remote.addKeys(vault, new AddWrappedKeys(missing));
    }
    return missing.size();
  }

  /**
   * Starts a new epoch when somebody lost a key since the newest version was made, and else gives
   * the key to devices that lack it. Only of a vault that the server lists.
   *
   * @throws ClientException.Failed when the server does not give it
   */
  void bringUpTo(Roster roster) {
    store.syncing(vault, () -> broughtUpTo(roster));
  }

  /** How many devices got a key that they lacked. */
  private int broughtUpTo(Roster roster) {
    delivery.settle();
    LocalVault local = store.read(vault);
    Pulled pulled = pulled(local).orElseThrow(VaultSync::withheld);
    AcceptedVersion head = rules.accept(local, pulled);
    Envelope envelope = Envelope.parse(head.envelope().orElseThrow());
    if (!roster.revokedAfter(envelope.manifest().chain().sequence())) {
      return shareKey(local, pulled);
    }
    rotate(local, head);
    return 0;
  }

  /** Nothing says that such a vault has its new key, so it must not pass for one that has. */
  private static ClientException withheld() {
    return new ClientException.Failed(
        "the server lists this vault and does not give it",
        "run the same again; if that does not help, ask who runs the server");
  }

  private int recordedVersion() {
    return project.map(ProjectFile::version).orElse(0);
  }

  private void recordVersion(int version) {
    project.ifPresent(file -> file.recordVersion(version));
  }
}
