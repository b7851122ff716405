package dev.coffer.client.cli.history;

import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.history.Blame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code coffer blame}. */
@Command(
    name = "blame",
    description = "Show who gave each variable its value, and when.",
    footer = {"  coffer blame API_KEY", "  coffer blame --env staging"})
public final class BlameCommand extends EnvironmentCommand {
  @Parameters(
      paramLabel = "KEY",
      arity = "0..1",
      description = "One variable, which may be deleted; all when left out.")
  private String key;

  public BlameCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    Blame blame = new Blame(environment(), Optional.ofNullable(key));
    List<Blame.Line> lines =
        terminal()
            .progress(
                "reading the history",
                () -> blame.read(workspace().history().walk(environment(), lineage())));
    if (json()) {
      terminal()
          .printJson(
              object(
                  "environment", environment().value(),
                  "keys", lines.stream().map(BlameCommand::shape).toList()));
      return;
    }
    lines.forEach(line -> terminal().printPlain(text(line)));
  }

  private static String text(Blame.Line line) {
    return line.key()
        + "  "
        + line.kind()
        + (line.exact() ? " in " : " in or before ")
        + Stamps.line(line.by());
  }

  private static Map<String, Object> shape(Blame.Line line) {
    Map<String, Object> object = object("key", line.key(), "change", line.kind());
    object.putAll(Stamps.shape(line.by()));
    object.put("exact", line.exact());
    return object;
  }
}
