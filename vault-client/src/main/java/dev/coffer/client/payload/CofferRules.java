package dev.coffer.client.payload;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.CannotOpen;
import dev.coffer.client.crypto.SectionSealing;
import dev.coffer.client.crypto.VaultKey;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.remote.VaultRemote.Pulled;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.envelope.Recipients;
import dev.coffer.protocol.envelope.SealedSection;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.envelope.SectionEntry;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushVault;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Format {@code coffer/1}: docs/envelope.md. */
public final class CofferRules implements PayloadRules {
  private final VaultId vault;
  private final Optional<ProjectFile> project;
  private final VaultRemote remote;
  private final Supplier<Author> account;
  private final VaultKeys keys;
  private final SectionSealing sealing;
  private final Clock clock;

  /**
   * Rules for one vault.
   *
   * @param project its project file, where there is one here
   * @param account asked once for each operation
   */
  public CofferRules(
      VaultId vault,
      Optional<ProjectFile> project,
      VaultRemote remote,
      Supplier<Author> account,
      Sources sources) {
    this.vault = vault;
    this.project = project;
    this.remote = remote;
    this.account = account;
    this.keys = new VaultKeys(vault, sources.random());
    this.sealing = new SectionSealing(sources.random());
    this.clock = sources.clock();
  }

  /** Where randomness and time come from. */
  public record Sources(SecureRandom random, Clock clock) {}

  @Override
  public AcceptedVersion accept(LocalVault local, Pulled pulled) {
    return accept(local, pulled, false);
  }

  @Override
  public AcceptedVersion acceptAnew(LocalVault local, Pulled pulled) {
    return accept(local, pulled, true);
  }

  private AcceptedVersion accept(LocalVault local, Pulled pulled, boolean anew) {
    Author author = account.get();
    PulledVault answer = pulled.vault();
    Envelope envelope = checked(local, answer, author);
    requireLineage(envelope, local, anew);
    return new AcceptedVersion(
        opened(answer, envelope, author),
        answer.version(),
        Optional.of(answer.encryptedBlob()),
        Optional.of(answer.wrappedKey()),
        answer.recipients() == null ? List.of() : answer.recipients(),
        Optional.ofNullable(pulled.etag()));
  }

  private Envelope checked(LocalVault local, PulledVault answer, Author author) {
    int least = project.map(ProjectFile::version).orElse(0);
    return new EnvelopeChecks(vault, author.chain()).check(answer, local, least);
  }

  private void requireLineage(Envelope envelope, LocalVault local, boolean anew) {
    try {
      new Lineage(vault, new StoredVersions(vault, remote)).require(envelope, local);
    } catch (ClientException.Conflict e) {
      if (!anew) {
        throw e;
      }
    }
  }

  @Override
  public Trail trail(LocalVault local, Pulled pulled, StoredVersions versions) {
    Author author = account.get();
    Envelope head = checked(local, pulled.vault(), author);
    new Lineage(vault, versions).require(head, local);
    CofferPast past =
        new CofferPast(
            new EnvelopeChecks(vault, author.chain()),
            author.chain(),
            head,
            (answer, envelope) -> opened(answer, envelope, author));
    return new Trail(pulled, versions, past);
  }

  private VaultContents opened(PulledVault answer, Envelope envelope, Author author) {
    VaultKey key = keys.open(answer, envelope, author);
    try {
      return open(envelope, key);
    } finally {
      key.destroy();
    }
  }

  private VaultContents open(Envelope envelope, VaultKey key) {
    SortedMap<String, SortedMap<String, String>> contents = new TreeMap<>();
    Map<EnvironmentName, SealedSection> sections = envelope.sections();
    for (SectionEntry entry : envelope.manifest().sections()) {
      SectionContext place =
          new SectionContext(
              vault, envelope.manifest().epoch(), entry.environment(), entry.version());
      try {
        contents.put(
            entry.environment().value(),
            sealing.open(key, place, sections.get(entry.environment())));
      } catch (CannotOpen e) {
        throw EnvelopeChecks.refused(
            "environment '" + entry.environment() + "' of the vault: " + e.getMessage());
      }
    }
    return new VaultContents(contents);
  }

  @Override
  public List<String> missingKeys(LocalVault local, Pulled pulled) {
    Author author = account.get().requireApproved();
    PulledVault answer = pulled.vault();
    Envelope envelope = new EnvelopeChecks(vault, author.chain()).check(answer, local, 0);
    List<ChainDevice> lacking = without(author.chain().approved(), answer.recipients());
    VaultKey key = keys.open(answer, envelope, author);
    try {
      open(envelope, key);
      return keys.wrap(key, envelope.manifest().epoch(), lacking, author.device()).stream()
          .map(WrappedKey::format)
          .toList();
    } finally {
      key.destroy();
    }
  }

  @Override
  public Prepared prepare(LocalVault local, VaultContents contents, boolean freshKey) {
    Author author = account.get().requireApproved();
    Optional<Envelope> head = local.head();
    boolean newEpoch = freshKey || head.isEmpty() || revokedSince(head.get(), author);
    int epoch = head.map(h -> h.manifest().epoch()).orElse(0) + (newEpoch ? 1 : 0);
    VaultKey key = newEpoch ? keys.fresh() : keys.own(local, author);
    try {
      List<WrappedKey> wraps =
          keys.wrap(key, epoch, lacking(newEpoch, local, author), author.device());
      Envelope envelope = seal(new Step(local, head, newEpoch, epoch, author), contents, key);
      return prepared(local, contents, envelope, wraps, author);
    } finally {
      key.destroy();
    }
  }

  /** Whoever was revoked since the head was written still knows its key. */
  private static boolean revokedSince(Envelope head, Author author) {
    return author.chain().revokedAfter(head.manifest().chain().sequence());
  }

  private List<ChainDevice> lacking(boolean newEpoch, LocalVault local, Author author) {
    List<ChainDevice> approved = author.chain().approved();
    if (newEpoch) {
      return approved;
    }
    List<ChainDevice> lacking = without(approved, local.recipients());
    return lacking.isEmpty() ? lacking : without(approved, remote.keys(vault).recipients());
  }

  private static List<ChainDevice> without(List<ChainDevice> devices, List<String> recipients) {
    return devices.stream()
        .filter(device -> !recipients.contains(device.keys().keyId().value()))
        .toList();
  }

  private record Step(
      LocalVault local, Optional<Envelope> head, boolean newEpoch, int epoch, Author author) {
    int version() {
      return local.version() + 1;
    }
  }

  private Envelope seal(Step step, VaultContents contents, VaultKey key) {
    SortedMap<EnvironmentName, SealedSection> sections = new TreeMap<>();
    List<SectionEntry> entries = new ArrayList<>();
    for (String name : contents.environments().keySet()) {
      EnvironmentName environment = new EnvironmentName(name);
      SortedMap<String, String> variables = contents.of(environment);
      Optional<SectionEntry> kept = unchanged(step, environment, variables);
      SealedSection section =
          kept.map(entry -> step.head().orElseThrow().sections().get(environment))
              .orElseGet(() -> sealed(step, environment, variables, key));
      sections.put(environment, section);
      entries.add(
          kept.orElseGet(() -> new SectionEntry(environment, step.version(), section.digest())));
    }
    return signed(step, entries, sections);
  }

  private static Optional<SectionEntry> unchanged(
      Step step, EnvironmentName environment, SortedMap<String, String> variables) {
    if (step.newEpoch() || !step.local().base().of(environment).equals(variables)) {
      return Optional.empty();
    }
    return step.head().flatMap(head -> head.manifest().section(environment));
  }

  private SealedSection sealed(
      Step step, EnvironmentName environment, SortedMap<String, String> variables, VaultKey key) {
    SectionContext place = new SectionContext(vault, step.epoch(), environment, step.version());
    return sealing.seal(key, place, variables);
  }

  private Envelope signed(
      Step step, List<SectionEntry> entries, SortedMap<EnvironmentName, SealedSection> sections) {
    Author author = step.author();
    Optional<Digest> parent = step.head().map(Envelope::digest);
    Manifest manifest =
        new Manifest(
            vault,
            step.version(),
            parent,
            step.epoch(),
            author.device().keyId(),
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            author.chain().head().orElseThrow(),
            Recipients.digest(approvedIds(author).stream().map(Recipient::ofVault).toList()),
            entries);
    return new Envelope(SignedNote.sign(manifest.text(), author.device()), sections);
  }

  private static List<KeyId> approvedIds(Author author) {
    return author.chain().approved().stream().map(device -> device.keys().keyId()).toList();
  }

  private Prepared prepared(
      LocalVault local,
      VaultContents contents,
      Envelope envelope,
      List<WrappedKey> wraps,
      Author author) {
    String own =
        wraps.stream()
            .filter(wrap -> wrap.context().recipient().equals(author.device().keyId()))
            .findFirst()
            .map(WrappedKey::format)
            .orElse(local.wrappedKey());
    PushVault push =
        new PushVault(
            envelope.format(),
            null,
            local.version() == 0 ? null : local.version(),
            null,
            project.map(ProjectFile::name).orElse(null),
            project.flatMap(ProjectFile::schema).orElse(null),
            PayloadFormat.COFFER_1.wireName(),
            wraps.stream().map(WrappedKey::format).toList());
    return new Prepared(
        push,
        new AcceptedVersion(
            contents,
            envelope.manifest().version(),
            Optional.of(push.encryptedBlob()),
            Optional.of(own),
            approvedIds(author).stream().map(KeyId::value).toList(),
            Optional.empty()));
  }
}
