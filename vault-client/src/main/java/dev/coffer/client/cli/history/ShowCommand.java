package dev.coffer.client.cli.history;

import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.history.Revision;
import dev.coffer.client.history.Snapshot;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer show}. */
@Command(
    name = "show",
    description = "Show what a version holds, names only.",
    footer = {"  coffer show ~1", "  coffer show yesterday --env staging --reveal"})
public final class ShowCommand extends CliCommand {
  @Parameters(
      paramLabel = "VERSION",
      arity = "0..1",
      defaultValue = "head",
      description = "A number, ~2, '2 days ago', yesterday or a time; the newest when left out.")
  private String revision;

  @Option(names = "--env", paramLabel = "NAME", description = "This environment only.")
  private String env;

  @Option(names = "--reveal", description = "Show the values as well.")
  private boolean reveal;

  public ShowCommand(Shell shell) {
    super(shell);
  }

  @Override
  protected void run() {
    Revision wanted = Revision.parse(revision, workspace().now());
    Snapshot found =
        terminal().progress("reading the history", () -> workspace().history().at(wanted));
    SortedMap<String, SortedMap<String, String>> variables = chosen(found.contents());
    if (json()) {
      Map<String, Object> object = Stamps.shape(found.stamp());
      object.put(reveal ? "variables" : "keys", reveal ? variables : names(variables));
      terminal().printJson(object);
      return;
    }
    terminal().say(Stamps.sentence(found.stamp()));
    variables.forEach((name, values) -> values.forEach((key, value) -> show(name, key, value)));
    if (variables.values().stream().allMatch(Map::isEmpty)) {
      terminal().say("there are no variables in it");
    }
  }

  private SortedMap<String, SortedMap<String, String>> chosen(VaultContents contents) {
    if (env == null) {
      return contents.environments();
    }
    EnvironmentName name = workspace().environments().canonical(env);
    return new TreeMap<>(Map.of(name.value(), contents.of(name)));
  }

  private static Map<String, List<String>> names(
      SortedMap<String, SortedMap<String, String>> variables) {
    Map<String, List<String>> names = new TreeMap<>();
    variables.forEach((name, values) -> names.put(name, List.copyOf(values.keySet())));
    return names;
  }

  private void show(String environment, String key, String value) {
    String name = environment.equals("default") ? key : environment + "/" + key;
    if (reveal) {
      terminal().print(name + "=" + value);
    } else {
      terminal().printPlain(name);
    }
  }
}
