package dev.coffer.client.cli.audit;

import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.protocol.wire.vault.AuditEntry;
import java.util.Map;

/** An entry of the log as it is shown. */
final class EntryShape {
  private EntryShape() {}

  static String line(AuditEntry entry) {
    return String.join(
        "  ",
        String.valueOf(entry.createdAt()),
        entry.action(),
        entry.outcome(),
        entry.deviceId() == null ? "-" : entry.deviceId(),
        entry.vaultId() == null ? "-" : entry.vaultId(),
        entry.metadata() == null ? "" : entry.metadata());
  }

  static Map<String, Object> object(AuditEntry entry) {
    return CliCommand.object(
        "sequence", entry.sequence(),
        "time", String.valueOf(entry.createdAt()),
        "action", entry.action(),
        "outcome", entry.outcome(),
        "account", entry.userId(),
        "device", entry.deviceId(),
        "vault", entry.vaultId(),
        "metadata", entry.metadata(),
        "hash", entry.hash());
  }
}
