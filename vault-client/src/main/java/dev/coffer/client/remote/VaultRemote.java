package dev.coffer.client.remote;

import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.AuditPage;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushReceipt;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.VaultList;
import dev.coffer.protocol.wire.vault.VersionPage;
import dev.coffer.protocol.wire.vault.WrappedKeyList;
import dev.coffer.protocol.wire.workload.ChangePolicy;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import dev.coffer.protocol.wire.workload.PolicyList;
import java.util.Optional;

/** The server's routes about vaults. What they answer is not believed here beyond its signature. */
public interface VaultRemote {
  VaultList vaults();

  /**
   * The head of {@code vault}, unless it is still the one that {@code etag} names.
   *
   * @param etag of an earlier answer; empty always answers
   */
  Optional<Pulled> pull(VaultId vault, Optional<String> etag);

  /** Version {@code version} of {@code vault}, while the history keeps it. */
  Pulled pullVersion(VaultId vault, int version);

  Pushed push(VaultId vault, PushVault push);

  VersionPage versions(VaultId vault, Optional<String> cursor);

  WrappedKeyList keys(VaultId vault);

  WrappedKeyList addKeys(VaultId vault, AddWrappedKeys keys);

  /** What the server knows of the vault's trust policies; their rules are the chain's. */
  PolicyList policies(VaultId vault);

  /** Has the server take a chain's event about a policy together with what is escrowed for it. */
  void changePolicy(VaultId vault, ChangePolicy change);

  /** The server's escrow keys, and whose tokens it takes; the same for everybody. */
  EscrowKeyList escrowKeys();

  /** The audit log of {@code vault}, or the caller's whole log; newest first. */
  AuditPage audit(Optional<VaultId> vault, Optional<String> cursor);

  /** The same oldest first, from the record after {@code sequence} on. */
  AuditPage auditAfter(Optional<VaultId> vault, long sequence);

  /**
   * One version and the name under which the server will know that it is still the head.
   *
   * @param etag may be null
   */
  record Pulled(PulledVault vault, String etag) {}

  /**
   * What the server acknowledged, and its name for the head that this made.
   *
   * @param etag may be null
   */
  record Pushed(PushReceipt receipt, String etag) {}
}
