package dev.coffer.server.release;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.SealedSection;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.envelope.SectionEntry;
import dev.coffer.protocol.escrow.EscrowContext;
import dev.coffer.server.escrow.EscrowedKeys;
import dev.coffer.server.escrow.LpmEscrow;
import dev.coffer.server.escrow.TrustPolicies.Sourced;
import dev.coffer.server.escrow.VaultRow;
import dev.coffer.server.escrow.VaultRows;
import dev.coffer.server.escrow.key.EscrowKeys;
import dev.coffer.server.escrow.key.LpmEscrowContext;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.NotFound;
import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;

/** Opens the environment that a run may read, within the caller's transaction. */
@ApplicationScoped
class OpenedContent {
  private static final String CONTENT =
      "select v.encrypted_blob, k.escrow_key, k.sealed from vault_version v left join escrowed_key k"
          + " on k.vault = v.vault and k.policy = ? and k.environment = ? and k.epoch = ?"
          + " where v.vault = ? and v.version = ?";

  private static final String LPM =
      "select wrapped_key, encrypted_blob from vault_version where vault = ? and version = ?";

  @Inject private EscrowKeys escrowKeys;
  @Inject private LpmEscrow lpm;
  @Inject private Statements statements;
  @Inject private VaultRows vaults;

  /**
   * The variables of the run's environment as a JSON object; whoever gets them wipes them.
   *
   * @throws AccessRefused when no key is escrowed that opens it
   * @throws NotFound when the vault has no such environment
   */
  byte[] open(VaultRow vault, JobToken job, Sourced policy) {
    if (vault.format() == PayloadFormat.LPM) {
      return openLpm(vault, job, policy);
    }
    Content content = content(vault, job);
    EscrowedKeys.Stored stored = content.key().orElseThrow(() -> missing(vault, job));
    Envelope envelope = Envelope.parse(content.blob());
    EnvironmentName environment = job.environment();
    SectionEntry entry =
        envelope
            .manifest()
            .section(environment)
            .orElseThrow(() -> new NotFound("environment in the vault"));
    SectionContext place =
        new SectionContext(job.vault(), vault.epoch(), environment, entry.version());
    return opened(stored, context(vault, job, stored), place, envelope.sections().get(environment));
  }

  private byte[] openLpm(VaultRow vault, JobToken job, Sourced policy) {
    if (!policy.isOfLpm()) {
      throw AccessRefused.escrowMissing();
    }
    EscrowedKeys.Stored stored = lpm.find(vault.id()).orElseThrow(AccessRefused::escrowMissing);
    LpmEscrowContext context = new LpmEscrowContext(job.owner(), job.vault(), stored.escrowKey());
    Sealed sealed =
        statements
            .first(LPM, Sealed::read, vault.id(), vault.version())
            .orElseThrow(() -> new NotFound("vault"));
    try {
      byte[] wrappingKey = escrowKeys.open(stored.escrowKey(), context.info(), stored.sealed());
      try {
        return LpmOpening.open(wrappingKey, sealed.wrappedKey(), sealed.blob(), job.environment())
            .orElseThrow(() -> new NotFound("environment in the vault"));
      } finally {
        Arrays.fill(wrappingKey, (byte) 0);
      }
    } catch (AEADBadTagException e) {
      throw AccessRefused.escrowUnusable(e);
    }
  }

  /** A version in format {@code lpm}. */
  private record Sealed(String wrappedKey, String blob) {
    static Sealed read(Row row) throws SQLException {
      return new Sealed(row.text(1).orElseThrow(), row.text(2).orElseThrow());
    }
  }

  private byte[] opened(
      EscrowedKeys.Stored stored,
      EscrowContext context,
      SectionContext place,
      SealedSection section) {
    try {
      byte[] environmentKey = escrowKeys.open(stored.escrowKey(), context.info(), stored.sealed());
      try {
        return SectionOpening.open(environmentKey, place, section);
      } finally {
        Arrays.fill(environmentKey, (byte) 0);
      }
    } catch (AEADBadTagException e) {
      throw AccessRefused.escrowUnusable(e);
    }
  }

  private static EscrowContext context(VaultRow vault, JobToken job, EscrowedKeys.Stored stored) {
    return new EscrowContext(
        job.vault(), job.environment(), vault.epoch(), job.policy(), stored.escrowKey());
  }

  /**
   * A push may have started an epoch since the vault was read, and deleted the keys of the one
   * before it: then the run did nothing wrong, and is judged again.
   */
  private RuntimeException missing(VaultRow vault, JobToken job) {
    return vaults.find(job.owner(), job.vault()).filter(vault::equals).isPresent()
        ? AccessRefused.escrowMissing()
        : new OptimisticLockException("the vault changed while it was opened");
  }

  private Content content(VaultRow vault, JobToken job) {
    return statements
        .first(
            CONTENT,
            Content::read,
            job.policy().value(),
            job.environment().value(),
            vault.epoch(),
            vault.id(),
            vault.version())
        .orElseThrow(() -> new NotFound("vault"));
  }

  /** A version in format {@code coffer/1}, and the run's key if it is escrowed. */
  private record Content(String blob, Optional<EscrowedKeys.Stored> key) {
    static Content read(Row row) throws SQLException {
      return new Content(row.text(1).orElseThrow(), EscrowedKeys.Stored.readUnlessNone(row, 2));
    }
  }
}
