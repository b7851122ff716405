package dev.coffer.client.cli.history;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.OrganisationOption;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.sync.Shapes;
import dev.coffer.client.history.ChangeLog;
import dev.coffer.client.history.VaultHistory.Listed;
import dev.coffer.client.vault.KeyChange;
import dev.coffer.protocol.EnvironmentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer history}. */
@Command(
    name = "history",
    description = "List the versions, newest first.",
    footer = {"  coffer history", "  coffer history --env staging --limit 10"})
public final class HistoryCommand extends CliCommand {
  @Option(names = "--changes", description = "Open each version and name what it changed.")
  private boolean changes;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      description = "Only versions that changed this environment; implies --changes.")
  private String env;

  @Option(names = "--reveal", description = "Show changed values as well; implies --changes.")
  private boolean reveal;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many; 50 when left out.")
  private int limit;

  @Mixin private OrganisationOption organisation;

  public HistoryCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    organisation.applyTo(workspace());
    if (limit < 1) {
      throw new ClientException.Usage("--limit is at least 1", null);
    }
    if (changes || reveal || env != null) {
      showChanges();
    } else {
      showList();
    }
  }

  private void showList() {
    List<Listed> versions =
        terminal().progress("asking the server", () -> workspace().history().list(limit));
    if (json()) {
      terminal()
          .printJson(object("versions", versions.stream().map(HistoryCommand::shape).toList()));
      return;
    }
    versions.forEach(version -> terminal().printPlain(Stamps.line(version.stamp())));
  }

  private static Map<String, Object> shape(Listed version) {
    Map<String, Object> object = Stamps.shape(version.stamp());
    object.put("format", version.format());
    object.put("size", version.size());
    return object;
  }

  private void showChanges() {
    Optional<EnvironmentName> only =
        Optional.ofNullable(env).map(workspace().environments()::canonical);
    List<ChangeLog.Entry> entries =
        terminal()
            .progress(
                "reading the history",
                () -> new ChangeLog(only).read(workspace().history().walk(), limit));
    if (json()) {
      terminal().printJson(object("versions", entries.stream().map(this::shape).toList()));
      return;
    }
    entries.forEach(this::show);
  }

  private Map<String, Object> shape(ChangeLog.Entry entry) {
    Map<String, Object> object = Stamps.shape(entry.stamp());
    object.put("closed", entry.closed().orElse(null));
    object.put("changes", entry.changes().map(c -> Shapes.changes(c, reveal)).orElse(null));
    return object;
  }

  private void show(ChangeLog.Entry entry) {
    terminal().printPlain(Stamps.line(entry.stamp()));
    if (entry.closed().isPresent()) {
      terminal().print("  cannot be opened here: " + entry.closed().get());
    } else if (entry.changes().isEmpty()) {
      terminal().print("  the version before it cannot be opened here or is gone");
    } else {
      entry.changes().get().forEach(this::show);
    }
  }

  private void show(KeyChange change) {
    terminal().print("  " + Shapes.line(change, reveal));
  }
}
