package dev.coffer.client.organisation;

import dev.coffer.client.remote.VaultRemote;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.AuditPage;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.VaultList;
import dev.coffer.protocol.wire.vault.VersionPage;
import dev.coffer.protocol.wire.vault.WrappedKeyList;
import dev.coffer.protocol.wire.workload.ChangePolicy;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import dev.coffer.protocol.wire.workload.PolicyList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A server's vaults with an audit log, of which {@code log} gives every page. */
record WithAudit(VaultRemote honest, Supplier<AuditPage> log) implements VaultRemote {
  /** The log of a server from which nobody pulled anything. */
  static final Supplier<AuditPage> EMPTY = () -> new AuditPage(List.of(), null);

  @Override
  public AuditPage audit(Optional<VaultId> vault, Optional<String> cursor) {
    return log.get();
  }

  @Override
  public AuditPage auditAfter(Optional<VaultId> vault, long sequence) {
    return log.get();
  }

  @Override
  public VaultList vaults() {
    return new VaultList(
        honest.vaults().vaults().stream().filter(v -> !"of-lpm".equals(v.vaultId())).toList());
  }

  @Override
  public Optional<Pulled> pull(VaultId vault, Optional<String> etag) {
    return honest.pull(vault, etag);
  }

  @Override
  public Pulled pullVersion(VaultId vault, int version) {
    return honest.pullVersion(vault, version);
  }

  @Override
  public Pushed push(VaultId vault, PushVault push) {
    return honest.push(vault, push);
  }

  @Override
  public VersionPage versions(VaultId vault, Optional<String> cursor) {
    return honest.versions(vault, cursor);
  }

  @Override
  public PolicyList policies(VaultId vault) {
    return honest.policies(vault);
  }

  @Override
  public void changePolicy(VaultId vault, ChangePolicy change) {
    honest.changePolicy(vault, change);
  }

  @Override
  public EscrowKeyList escrowKeys() {
    return honest.escrowKeys();
  }

  @Override
  public WrappedKeyList keys(VaultId vault) {
    return honest.keys(vault);
  }

  @Override
  public WrappedKeyList addKeys(VaultId vault, AddWrappedKeys keys) {
    return honest.addKeys(vault, keys);
  }
}
