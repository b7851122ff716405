package dev.coffer.client.payload;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.CannotOpen;
import dev.coffer.client.crypto.SectionSealing;
import dev.coffer.client.payload.key.Holders;
import dev.coffer.client.payload.key.KeyEscrow;
import dev.coffer.client.payload.key.OpenedKeys;
import dev.coffer.client.payload.key.ValueCommitments;
import dev.coffer.client.payload.key.VaultKeys;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.remote.VaultRemote.Pulled;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.Commitments;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.SealedSection;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.envelope.SectionEntry;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Format {@code coffer/1}: docs/envelope.md. A device that may have keys of some environments alone
 * sees a vault of those, and leaves the others as they are.
 */
public final class CofferRules implements PayloadRules {
  private final VaultId vault;
  private final Optional<ProjectFile> project;
  private final VaultRemote remote;
  private final Supplier<Author> account;
  private final SectionSealing sealing;
  private final Sources sources;

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
    this.sealing = new SectionSealing(sources.random());
    this.sources = sources;
  }

  /** The same for one act, which asks for the account once. */
  public CofferRules asOfNow() {
    return new CofferRules(vault, project, remote, new Once<>(account), sources);
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
    Lineage lineage = new Lineage(checks(author), new StoredVersions(vault, remote));
    if (anew) {
      requireWhatCanBeSeen(lineage, envelope, local);
    } else {
      lineage.require(envelope, local);
    }
    VaultContents contents = opened(answer, envelope, author, vouching(envelope, local, author));
    boolean limited = author.reach().readsAny() && !author.reach().vault();
    return new AcceptedVersion(
        contents,
        answer.version(),
        Optional.of(answer.encryptedBlob()),
        limited ? Optional.empty() : Optional.of(answer.wrappedKey()),
        limited && answer.environmentKeys() != null ? answer.environmentKeys() : List.of(),
        Holders.texts(Holders.parse(answer.recipients())),
        Optional.ofNullable(pulled.etag()));
  }

  private EnvelopeChecks checks(Author author) {
    return new EnvelopeChecks(vault, author.roster());
  }

  private VaultKeys keys(Author author) {
    return new VaultKeys(vault, author.device(), author.roster(), sources.random());
  }

  private Envelope checked(LocalVault local, PulledVault answer, Author author) {
    int least = project.map(ProjectFile::version).orElse(0);
    return checks(author).check(answer, local, least);
  }

  /** Whoever gives up the local copy goes on as a machine that has none. */
  private void requireWhatCanBeSeen(Lineage lineage, Envelope envelope, LocalVault local) {
    if (!isSeen(lineage, envelope, local)) {
      isSeen(lineage, envelope, LocalVault.fresh(vault));
    }
  }

  /** Whether nothing is missing to look at. What is there and wrong is refused. */
  private static boolean isSeen(Lineage lineage, Envelope envelope, LocalVault known) {
    try {
      lineage.require(envelope, known);
      return true;
    } catch (ClientException.Conflict e) {
      return false;
    }
  }

  /**
   * The key that came with a head is the right one once it opens its sections, when these are from
   * an author that had the vault key, or when it is the one that this machine had before.
   */
  private Predicate<String> vouching(Envelope head, LocalVault local, Author author) {
    boolean byAuthor = checks(author).authority(head).filter(Reach::vault).isPresent();
    return wrapped -> byAuthor || local.holds(wrapped);
  }

  @Override
  public Trail trail(LocalVault local, Pulled pulled, StoredVersions versions) {
    Author author = account.get();
    Envelope head = checked(local, pulled.vault(), author);
    new Lineage(checks(author), versions).require(head, local);
    CofferPast past =
        new CofferPast(
            checks(author),
            author.roster(),
            head,
            keys(author),
            (answer, envelope) ->
                opened(
                    answer,
                    envelope,
                    author,
                    envelope == head ? vouching(head, local, author) : wrapped -> true));
    return new Trail(pulled, versions, past);
  }

  private VaultContents opened(
      PulledVault answer, Envelope envelope, Author author, Predicate<String> vouched) {
    try (OpenedKeys opened = keys(author).open(answer, envelope, vouched)) {
      return open(envelope, opened);
    }
  }

  private VaultContents open(Envelope envelope, OpenedKeys opened) {
    SortedMap<String, SortedMap<String, String>> contents = new TreeMap<>();
    Map<EnvironmentName, SealedSection> sections = envelope.sections();
    for (SectionEntry entry : envelope.manifest().sections()) {
      if (!opened.opens(entry.environment())) {
        continue;
      }
      SectionContext place =
          new SectionContext(
              vault, envelope.manifest().epoch(), entry.environment(), entry.version());
      try {
        contents.put(
            entry.environment().value(),
            sealing.open(opened, place, sections.get(entry.environment())));
      } catch (CannotOpen e) {
        throw EnvelopeChecks.refused(
            "environment '" + entry.environment() + "' of the vault: " + e.getMessage());
      }
    }
    return new VaultContents(contents);
  }

  /** By what the values of {@code accepted} that this device can open are recognised. */
  public Commitments commitments(AcceptedVersion accepted) {
    return new ValueCommitments(vault, keys(account.get())).of(accepted);
  }

  @Override
  public List<String> missingKeys(LocalVault local, Pulled pulled) {
    Author author = account.get().requireApproved();
    if (!author.reach().shares()) {
      return List.of();
    }
    PulledVault answer = pulled.vault();
    Envelope envelope = checks(author).check(answer, local, 0);
    Holders holders =
        Holders.of(author.roster(), envelope.sections().keySet(), answer.recipients());
    VaultKeys keys = keys(author);
    Predicate<String> vouched = vouching(envelope, local, author);
    try (OpenedKeys opened = keys.open(answer, envelope, vouched)) {
      open(envelope, opened);
      return keys.wrap(opened, envelope.manifest().epoch(), holders.lacking()).stream()
          .map(WrappedKey::format)
          .toList();
    }
  }

  @Override
  public List<String> escrowedKeys(
      LocalVault local,
      Pulled pulled,
      Collection<EscrowGrant> grants,
      Supplier<EscrowKeyList> server) {
    Author author = account.get().requireApproved();
    if (!author.reach().shares()) {
      throw Author.forbidden(
          "this device may not share keys of the vault, nor escrow them",
          "nothing was sent; an owner, admin or maintainer sets trust policies");
    }
    PulledVault answer = pulled.vault();
    Envelope envelope = checks(author).check(answer, local, 0);
    Predicate<String> vouched = vouching(envelope, local, author);
    try (OpenedKeys opened = keys(author).open(answer, envelope, vouched)) {
      open(envelope, opened);
      KeyEscrow escrow = new KeyEscrow(vault, author.device(), server, sources.random());
      return escrow.of(opened, envelope.manifest().epoch(), grants).stream()
          .map(EscrowedKey::format)
          .toList();
    }
  }

  @Override
  public Prepared prepare(LocalVault local, VaultContents contents, boolean freshKey) {
    return new NextVersion(vault, project, remote, account.get(), sources)
        .after(local, contents, freshKey);
  }
}
