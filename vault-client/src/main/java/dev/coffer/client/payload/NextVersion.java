package dev.coffer.client.payload;

import dev.coffer.client.crypto.SectionSealing;
import dev.coffer.client.payload.PayloadRules.Prepared;
import dev.coffer.client.payload.key.Holders;
import dev.coffer.client.payload.key.KeyEscrow;
import dev.coffer.client.payload.key.NextEpoch;
import dev.coffer.client.payload.key.OpenedKeys;
import dev.coffer.client.payload.key.VaultKeys;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.envelope.Recipients;
import dev.coffer.protocol.envelope.SealedSection;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.envelope.SectionEntry;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.PushVault;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Seals the version after a local head. What its author may not change is kept byte for byte, and
 * what is not allowed is refused before anything is sealed.
 */
final class NextVersion {
  private final VaultId vault;
  private final Optional<ProjectFile> project;
  private final VaultRemote remote;
  private final Author author;
  private final VaultKeys keys;
  private final KeyEscrow escrow;
  private final SectionSealing sealing;
  private final Clock clock;

  /**
   * The next version of {@code vault}.
   *
   * @param project its project file, where there is one here
   * @param remote asked who has a key, where somebody seems to lack one, and for its escrow key
   *     where a new epoch escrows
   */
  NextVersion(
      VaultId vault,
      Optional<ProjectFile> project,
      VaultRemote remote,
      Author author,
      CofferRules.Sources sources) {
    this.vault = vault;
    this.project = project;
    this.remote = remote;
    this.author = author.requireWriter();
    this.keys = new VaultKeys(vault, author.device(), author.roster(), sources.random());
    this.escrow = new KeyEscrow(vault, author.device(), remote::escrowKeys, sources.random());
    this.sealing = new SectionSealing(sources.random());
    this.clock = sources.clock();
  }

  /** As {@link PayloadRules#prepare}. */
  Prepared after(LocalVault local, VaultContents contents, boolean freshKey) {
    AuthorRights.requireEdits(local, contents, author.reach());
    SortedSet<EnvironmentName> changed = AuthorRights.changed(local, contents);
    SortedSet<EnvironmentName> present = present(local, contents, changed);
    NextEpoch epoch = epoch(local, present, freshKey);
    Step step = new Step(local, local.head(), contents, changed, epoch);
    SortedSet<EnvironmentName> sealed = new TreeSet<>(present);
    sealed.retainAll(changed);
    try (OpenedKeys opened = epoch.fresh() ? keys.fresh() : keys.own(local, sealed)) {
      List<WrappedKey> wraps = keys.wrap(opened, epoch.number(), epoch.sent());
      List<EscrowedKey> escrowed = escrowed(opened, epoch);
      return prepared(step, seal(step, present, opened), wraps, escrowed);
    }
  }

  /** A new epoch must open to the CI runs that the chain permits, or their pulls would end. */
  private List<EscrowedKey> escrowed(OpenedKeys opened, NextEpoch epoch) {
    if (!epoch.fresh()) {
      return List.of();
    }
    return escrow.of(opened, epoch.number(), EscrowGrant.due(author.roster().policies().of(vault)));
  }

  private record Step(
      LocalVault local,
      Optional<Envelope> head,
      VaultContents contents,
      SortedSet<EnvironmentName> changed,
      NextEpoch epoch) {
    int version() {
      return local.version() + 1;
    }
  }

  /** The environments of the next version. Who cannot open them all keeps the others. */
  private SortedSet<EnvironmentName> present(
      LocalVault local, VaultContents contents, SortedSet<EnvironmentName> changed) {
    SortedSet<EnvironmentName> present = new TreeSet<>();
    if (!author.reach().vault()) {
      local.head().ifPresent(head -> present.addAll(head.sections().keySet()));
      present.removeAll(changed);
    }
    contents.environments().keySet().forEach(name -> present.add(new EnvironmentName(name)));
    return present;
  }

  private NextEpoch epoch(LocalVault local, SortedSet<EnvironmentName> present, boolean freshKey) {
    Optional<Manifest> head = local.head().map(Envelope::manifest);
    int number = head.map(Manifest::epoch).orElse(0);
    Holders holders = Holders.of(author.roster(), present, local.recipients());
    boolean due =
        freshKey
            || head.isEmpty()
            || author.roster().revokedAfter(head.get().chain().sequence())
            || holders.outgrown(author.roster());
    if (!due && !holders.lacking().isEmpty()) {
      holders = holders.storing(remote.keys(vault).recipients());
      due = holders.outgrown(author.roster());
    }
    if (!due) {
      return NextEpoch.same(number, holders, author.reach().shares());
    }
    requireSharer(head, freshKey);
    return NextEpoch.fresh(number + 1, holders);
  }

  /** Whoever lost a key still knows it, so nothing more is sealed with it. */
  private void requireSharer(Optional<Manifest> head, boolean freshKey) {
    if (author.reach().shares()) {
      return;
    }
    if (head.isEmpty()) {
      throw Author.forbidden(
          "this device may not begin a vault, which needs keys for all its members",
          "nothing was sent; a member with full access begins it");
    }
    String hint =
        "nothing was sent; a member with full access has to run 'coffer rotate-key' first";
    if (freshKey) {
      throw Author.forbidden("this device may not give the vault a new key", hint);
    }
    throw Author.refused(
        Problem.ROTATION_DUE,
        "somebody lost access since version "
            + head.get().version()
            + ", so the vault needs a new key, which this device may not give it",
        hint);
  }

  private Envelope seal(Step step, SortedSet<EnvironmentName> present, OpenedKeys opened) {
    SortedMap<EnvironmentName, SealedSection> sections = new TreeMap<>();
    List<SectionEntry> entries = new ArrayList<>();
    for (EnvironmentName environment : present) {
      Optional<SectionEntry> kept = unchanged(step, environment);
      SealedSection section =
          kept.map(entry -> step.head().orElseThrow().sections().get(environment))
              .orElseGet(() -> sealed(step, environment, opened));
      sections.put(environment, section);
      entries.add(
          kept.orElseGet(() -> new SectionEntry(environment, step.version(), section.digest())));
    }
    return signed(step, entries, sections);
  }

  private static Optional<SectionEntry> unchanged(Step step, EnvironmentName environment) {
    if (step.epoch().fresh() || step.changed().contains(environment)) {
      return Optional.empty();
    }
    return step.head().flatMap(head -> head.manifest().section(environment));
  }

  private SealedSection sealed(Step step, EnvironmentName environment, OpenedKeys opened) {
    SectionContext place =
        new SectionContext(vault, step.epoch().number(), environment, step.version());
    return sealing.seal(opened, place, step.contents().of(environment));
  }

  private Envelope signed(
      Step step, List<SectionEntry> entries, SortedMap<EnvironmentName, SealedSection> sections) {
    Manifest manifest =
        new Manifest(
            vault,
            step.version(),
            step.head().map(Envelope::digest),
            step.epoch().number(),
            author.device().keyId(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            author.roster().head().orElseThrow(),
            Recipients.digest(step.epoch().holders()),
            entries);
    return new Envelope(SignedNote.sign(manifest.text(), author.device()), sections);
  }

  private Prepared prepared(
      Step step, Envelope envelope, List<WrappedKey> wraps, List<EscrowedKey> escrowed) {
    LocalVault local = step.local();
    PushVault push =
        new PushVault(
            envelope.format(),
            null,
            local.version() == 0 ? null : local.version(),
            null,
            project.map(ProjectFile::name).orElse(null),
            project.flatMap(ProjectFile::schema).orElse(null),
            PayloadFormat.COFFER_1.wireName(),
            wraps.stream().map(WrappedKey::format).toList(),
            escrowed.isEmpty() ? null : escrowed.stream().map(EscrowedKey::format).toList());
    return new Prepared(
        push,
        new AcceptedVersion(
            step.contents(),
            envelope.manifest().version(),
            Optional.of(push.encryptedBlob()),
            own(wraps).or(() -> Optional.ofNullable(local.wrappedKey())),
            step.epoch().fresh() ? List.of() : local.environmentKeys(),
            Holders.texts(step.epoch().holders()),
            Optional.empty()));
  }

  private Optional<String> own(List<WrappedKey> wraps) {
    KeyId self = author.device().keyId();
    return wraps.stream()
        .filter(wrap -> wrap.context().recipient().equals(self))
        .findFirst()
        .map(WrappedKey::format);
  }
}
