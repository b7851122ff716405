package dev.coffer.client.payload;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.CannotOpen;
import dev.coffer.client.crypto.lpm.LpmPayload;
import dev.coffer.client.crypto.lpm.LpmSealed;
import dev.coffer.client.crypto.lpm.LpmWrappingKey;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.remote.VaultRemote.Pulled;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Format {@code lpm}: what the {@code lpm} command reads and writes, under its own wrapping key.
 * The format binds neither vault nor version, so the checks here are the few that it allows.
 */
public final class LpmRules implements PayloadRules {
  private final VaultId vault;
  private final Optional<ProjectFile> project;
  private final Supplier<LpmWrappingKey> wrappingKey;
  private final LegacyKey legacyKey;
  private final LpmPayload payload;

  public LpmRules(
      VaultId vault,
      Optional<ProjectFile> project,
      Supplier<LpmWrappingKey> wrappingKey,
      LegacyKey legacyKey,
      SecureRandom random) {
    this.vault = vault;
    this.project = project;
    this.wrappingKey = wrappingKey;
    this.legacyKey = legacyKey;
    this.payload = new LpmPayload(random);
  }

  @Override
  public AcceptedVersion accept(LocalVault local, Pulled pulled) {
    PulledVault answer = pulled.vault();
    check(answer);
    if (answer.version() < local.version()) {
      throw EnvelopeChecks.refused(
          "the server sent version "
              + answer.version()
              + ", but version "
              + local.version()
              + " exists");
    }
    return new AcceptedVersion(
        open(sealed(answer)),
        answer.version(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.ofNullable(pulled.etag()));
  }

  private void check(PulledVault answer) {
    if (answer.encryptedBlob() == null || answer.wrappedKey() == null || answer.version() == null) {
      throw EnvelopeChecks.refused("the server sent no vault");
    }
    if (answer.format() != null && !answer.format().equals(PayloadFormat.LPM.wireName())) {
      throw new ClientException.Conflict(
          "the vault is in another format than lpm", "use it from a folder with coffer.json");
    }
    if (answer.vaultId() != null && !answer.vaultId().equals(vault.value())) {
      throw EnvelopeChecks.refused("the server sent another vault");
    }
  }

  private static LpmSealed sealed(PulledVault answer) {
    return new LpmSealed(answer.encryptedBlob(), answer.wrappedKey());
  }

  @Override
  public Trail trail(LocalVault local, Pulled head, StoredVersions versions) {
    accept(local, head);
    return new Trail(head, versions, this::past);
  }

  /** Nothing in this format tells a version under another wrapping key from a made-up one. */
  private Trail.Step past(PulledVault answer, int version) {
    check(answer);
    if (answer.version() != version) {
      throw EnvelopeChecks.refused(
          "the server sent version " + answer.version() + " as version " + version);
    }
    Optional<VaultContents> contents = opened(sealed(answer));
    return new Trail.Step(
        version,
        Optional.empty(),
        Optional.ofNullable(answer.updatedAt()),
        contents.isPresent() ? Optional.empty() : Optional.of("it does not open with the lpm key"),
        contents::orElseThrow);
  }

  private Optional<VaultContents> opened(LpmSealed sealed) {
    try {
      return Optional.of(contents(payload.open(wrappingKey.get(), sealed)));
    } catch (CannotOpen e) {
      return Optional.empty();
    }
  }

  private VaultContents open(LpmSealed sealed) {
    try {
      return contents(payload.open(wrappingKey.get(), sealed));
    } catch (CannotOpen e) {
      Optional<LpmWrappingKey> legacy = legacyKey.key();
      if (legacy.isEmpty()) {
        throw new ClientException.Tampered(
            "the vault does not open with this machine's lpm key",
            "copy ~/.lpm/.vault-key from the machine that wrote it; for a vault of an old lpm"
                + " release, --allow-legacy-key tries the key that the server knows too");
      }
      return openLegacy(legacy.get(), sealed);
    }
  }

  private VaultContents openLegacy(LpmWrappingKey legacy, LpmSealed sealed) {
    try {
      VaultContents contents = contents(payload.open(legacy, sealed));
      if (!legacyKey.accepts(contents)) {
        throw new ClientException.Failed("the vault was not taken over", null);
      }
      return contents;
    } catch (CannotOpen e) {
      throw EnvelopeChecks.refused("the vault opens neither with the lpm key nor the legacy key");
    }
  }

  private static VaultContents contents(SortedMap<String, SortedMap<String, String>> opened) {
    try {
      return new VaultContents(opened);
    } catch (Malformed e) {
      throw EnvelopeChecks.refused("the vault: " + e.getMessage());
    }
  }

  @Override
  public Prepared prepare(LocalVault local, VaultContents contents, boolean freshKey) {
    LpmSealed sealed = payload.seal(wrappingKey.get(), contents.environments());
    PushVault push =
        new PushVault(
            sealed.encryptedBlob(),
            sealed.wrappedKey(),
            local.version() == 0 ? null : local.version(),
            null,
            project.map(ProjectFile::name).orElse(null),
            project.flatMap(ProjectFile::schema).orElse(null),
            PayloadFormat.LPM.wireName(),
            null);
    return new Prepared(
        push,
        new AcceptedVersion(
            contents,
            local.version() + 1,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty()));
  }

  @Override
  public List<String> missingKeys(LocalVault local, Pulled pulled) {
    return List.of();
  }

  /** The format has one key for everything, which opens all vaults of its owner. */
  @Override
  public List<String> escrowedKeys(
      LocalVault local,
      Pulled pulled,
      Collection<EscrowGrant> grants,
      Supplier<EscrowKeyList> server) {
    throw PayloadRules.nothingToEscrow();
  }

  /** Whether, and with whose consent, a vault of an old {@code lpm} release is opened. */
  public interface LegacyKey {
    /** The key derived from the access token; empty unless it was asked for. */
    Optional<LpmWrappingKey> key();

    /** Whether the person who asked takes {@code contents}, having seen its names. */
    boolean accepts(VaultContents contents);
  }
}
