package dev.coffer.client.cli.values;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.format.Format;
import dev.coffer.client.format.Setting;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Option;

/** A command that writes the variables of one environment in a format. */
abstract class WritingCommand extends EnvironmentCommand {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = {
        "dotenv, shell, json, yaml, toml, docker, github-actions, gitlab, systemd, properties or"
            + " k8s-secret."
      })
  private String format;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The secret's name, with k8s-secret; else the project's.")
  private String name;

  WritingCommand(Shell shell) {
    super(shell);
  }

  /** The format that was asked for, if one was. */
  final Optional<Format> asked() {
    return Optional.ofNullable(format).map(Format::named);
  }

  /** The variables in {@code chosen}. */
  final String text(SortedMap<String, String> variables, Format chosen) {
    if (name != null && chosen != Format.K8S_SECRET) {
      throw new ClientException.Usage("--name goes with --format k8s-secret only", null);
    }
    String subject = name == null ? workspace().requireProject().name() : name;
    return chosen.write(variables, new Setting(subject, workspace().surroundings().random()));
  }

  /** Writes the variables to standard output. */
  final void print() {
    if (json() && format != null) {
      throw new ClientException.Usage(
          "--json and --format exclude each other on standard output", null);
    }
    SortedMap<String, String> variables = variables();
    if (variables.isEmpty()) {
      terminal().say("environment '" + environment() + "' has no variables");
    }
    if (json()) {
      terminal().printJson(object("environment", environment().value(), "variables", variables));
    } else {
      terminal().printRaw(text(variables, asked().orElse(Format.DOTENV)));
    }
  }
}
