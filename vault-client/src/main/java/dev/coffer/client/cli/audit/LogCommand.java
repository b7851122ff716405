package dev.coffer.client.cli.sync;

import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.AuditPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code coffer log}. */
@Command(
    name = "log",
    description = "Show the audit log of this vault, newest first.",
    footer = {"  coffer log --limit 10", "  coffer log --all --json"})
public final class LogCommand extends CliCommand {
  @Option(names = "--all", description = "The whole log of the account.")
  private boolean all;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "So many entries; 50 when left out.")
  private int limit;

  public LogCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    List<AuditEntry> entries = terminal().progress("reading the log", this::entries);
    if (json()) {
      terminal().printJson(object("entries", entries.stream().map(LogCommand::shape).toList()));
      return;
    }
    entries.forEach(
        entry ->
            terminal()
                .printPlain(
                    String.join(
                        "  ",
                        String.valueOf(entry.createdAt()),
                        entry.action(),
                        entry.outcome(),
                        entry.deviceId() == null ? "-" : entry.deviceId(),
                        entry.vaultId() == null ? "-" : entry.vaultId(),
                        entry.metadata() == null ? "" : entry.metadata())));
  }

  private List<AuditEntry> entries() {
    Optional<VaultId> vault =
        all ? Optional.empty() : Optional.of(workspace().requireProject().vault());
    List<AuditEntry> entries = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      AuditPage page = workspace().remote().audit(vault, cursor);
      entries.addAll(page.entries());
      cursor = Optional.ofNullable(page.nextCursor());
    } while (cursor.isPresent() && entries.size() < limit);
    return entries.subList(0, Math.min(limit, entries.size()));
  }

  private static Map<String, Object> shape(AuditEntry entry) {
    return object(
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
