package dev.coffer.client.audit;

import dev.coffer.client.remote.VaultRemote;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.vault.AuditPage;
import java.util.Optional;

/**
 * The log of the account or the organisation whose vaults {@code remote} reaches.
 *
 * @param vault only what concerns this vault
 */
public record AccountAudit(VaultRemote remote, Optional<VaultId> vault) implements AuditRemote {
  @Override
  public AuditPage older(Optional<String> cursor) {
    return remote.audit(vault, cursor);
  }

  @Override
  public AuditPage newer(long sequence) {
    return remote.auditAfter(vault, sequence);
  }
}
