package dev.coffer.client.cli.sync;

import dev.coffer.client.Workspace;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.OrganisationOption;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.history.Difference;
import dev.coffer.client.history.Revision;
import dev.coffer.client.history.Stamp;
import dev.coffer.client.sync.Comparison;
import dev.coffer.client.vault.KeyChange;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer diff}. */
@Command(
    name = "diff",
    description = "Show what push and pull would change, or how versions differ; names only.",
    footer = {"  coffer diff", "  coffer diff ~2 --env staging --reveal"})
public final class DiffCommand extends CliCommand {
  @Parameters(
      paramLabel = "VERSION",
      index = "0..1",
      arity = "0..2",
      description = "Compare this version with the second one, or with the working copy.")
  private List<String> revisions = List.of();

  @Option(names = "--env", paramLabel = "NAME", description = "This environment only.")
  private String env;

  @Option(names = "--reveal", description = "Show the values as well.")
  private boolean reveal;

  @Mixin private OrganisationOption organisation;

  public DiffCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    organisation.applyTo(workspace());
    if (revisions.isEmpty()) {
      compare();
    } else {
      compareVersions();
    }
  }

  private void compareVersions() {
    List<Revision> named =
        revisions.stream().map(text -> Revision.parse(text, workspace().now())).toList();
    Difference found =
        terminal()
            .progress(
                "reading the history",
                () ->
                    workspace()
                        .history()
                        .between(named.get(0), named.stream().skip(1).findFirst()));
    List<KeyChange> changes = chosen(found.changes());
    Integer to = found.to().map(Stamp::version).orElse(null);
    if (json()) {
      terminal()
          .printJson(
              object(
                  "from", found.from().version(),
                  "to", to,
                  "changes", Shapes.changes(changes, reveal)));
      return;
    }
    changes.forEach(change -> terminal().print(Shapes.line(change, reveal)));
    if (changes.isEmpty()) {
      terminal().say("no differences");
    }
  }

  private void compare() {
    Comparison found =
        terminal()
            .progress("comparing", () -> workspace().sync(new Workspace.NoLegacyKey()).compare());
    found.away().ifPresent(why -> terminal().warn(why + "; compared with the local copy only"));
    if (json()) {
      terminal()
          .printJson(
              object(
                  "localVersion", found.localVersion(),
                  "serverVersion", found.serverVersion().orElse(null),
                  "push", Shapes.changes(chosen(found.push()), reveal),
                  "pull", Shapes.changes(chosen(found.pull()), reveal),
                  "serverAsked", found.away().isEmpty()));
      return;
    }
    show("push would change on the server:", chosen(found.push()));
    show("pull would change here:", chosen(found.pull()));
    if (found.push().isEmpty() && found.pull().isEmpty()) {
      terminal().say("no differences at version " + found.localVersion());
    }
  }

  private List<KeyChange> chosen(List<KeyChange> changes) {
    if (env == null) {
      return changes;
    }
    String environment = workspace().environments().canonical(env).value();
    return changes.stream().filter(change -> change.environment().equals(environment)).toList();
  }

  private void show(String title, List<KeyChange> changes) {
    if (!changes.isEmpty()) {
      terminal().print(title);
      changes.forEach(change -> terminal().print("  " + Shapes.line(change, reveal)));
    }
  }
}
