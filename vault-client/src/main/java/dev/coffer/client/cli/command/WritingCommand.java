package dev.coffer.client.cli.command;

import dev.coffer.client.ClientException;
import dev.coffer.client.format.Format;
import dev.coffer.client.format.Setting;
import dev.coffer.client.project.ProjectFile;
import java.util.Optional;
import java.util.SortedMap;
import picocli.CommandLine.Option;

/** A command that writes the variables of one environment in a format. */
public abstract class WritingCommand extends EnvironmentCommand {
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

  protected WritingCommand(Shell shell) {
    super(shell);
  }

  /** With {@code --env} given already; everything else is as when it is left out. */
  protected WritingCommand(Shell shell, String env) {
    super(shell, env);
  }

  /** The format that was asked for, if one was. */
  protected final Optional<Format> asked() {
    return Optional.ofNullable(format).map(Format::named);
  }

  /** The variables in {@code chosen}. */
  protected final String text(SortedMap<String, String> variables, Format chosen) {
    if (name != null && chosen != Format.K8S_SECRET) {
      throw new ClientException.Usage("--name goes with --format k8s-secret only", null);
    }
    return chosen.write(variables, new Setting(subject(), workspace().surroundings().random()));
  }

  private String subject() {
    return Optional.ofNullable(name)
        .or(() -> workspace().project().map(ProjectFile::name))
        .orElse("coffer");
  }

  /** Writes {@code variables} to standard output. */
  protected final void print(SortedMap<String, String> variables) {
    if (json() && format != null) {
      throw new ClientException.Usage(
          "--json and --format exclude each other on standard output", null);
    }
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
