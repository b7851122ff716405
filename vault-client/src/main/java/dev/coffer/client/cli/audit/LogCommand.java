package dev.coffer.client.cli.audit;

import dev.coffer.client.ClientException;
import dev.coffer.client.audit.AuditFollow;
import dev.coffer.client.audit.AuditRemote;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.OrganisationOption;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.vault.AuditEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer log}. */
@Command(
    name = "log",
    description = {
      "Show the audit log of this vault, newest first.",
      "With --follow it goes on with new records as they come, oldest first, until Ctrl-C;"
          + " with --json too, one object a line."
    },
    footer = {
      "  coffer log --limit 10",
      "  coffer log --all --json",
      "  coffer log --follow --all --limit 0"
    })
public final class LogCommand extends CliCommand {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @Option(names = "--all", description = "The whole log of the account.")
  private boolean all;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "So many entries; 50 when left out.")
  private int limit;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with new entries as they come.")
  private boolean follow;

  @Mixin private OrganisationOption organisation;

  public LogCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    organisation.applyTo(workspace());
    if (limit < 0) {
      throw new ClientException.Usage("--limit is at least 0", null);
    }
    Optional<VaultId> vault =
        all ? Optional.empty() : Optional.of(workspace().requireProject().vault());
    AuditRemote log = workspace().audit(vault);
    if (follow) {
      new AuditFollow(log, PAUSE, new LogWatch(terminal(), json())).follow(limit);
    } else {
      show(terminal().progress("reading the log", () -> log.newest(limit)));
    }
  }

  private void show(List<AuditEntry> entries) {
    if (json()) {
      terminal().printJson(object("entries", entries.stream().map(EntryShape::object).toList()));
    } else {
      entries.forEach(entry -> terminal().printPlain(EntryShape.line(entry)));
    }
  }
}
