package dev.coffer.client.cli.ci;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.JobOptions;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.command.WritingCommand;
import dev.coffer.client.format.Format;
import dev.coffer.client.store.AtomicFile;
import dev.coffer.client.workload.pull.OpenedEnvironment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code coffer pull --oidc}. */
@Command(
    name = "pull",
    customSynopsis = "coffer pull --oidc --output=FILE [OPTION…]",
    description = "In a CI job: one environment's variables, for the job's identity.",
    footer = {
      "  coffer pull --oidc --env=production --output=.env",
      "  coffer pull --oidc --env=production --output=- --format json"
    })
public final class OidcPullCommand extends WritingCommand {
  private static final String STANDARD_OUTPUT = "-";

  @Option(names = "--oidc", required = true, description = "By the job's identity token.")
  @SuppressWarnings("UnusedVariable") // it is what chose this command
  private boolean oidc;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "The file to write, mode 0600; '-' is standard output.")
  private String output;

  @Option(names = "--no-mask", description = "Do not have GitHub mask the values.")
  private boolean unmasked;

  @Mixin private JobOptions options = new JobOptions();

  public OidcPullCommand(Shell shell) {
    super(shell);
  }

  /** {@code pull --oidc --env ENV --output OUTPUT}, its arguments read already. */
  public OidcPullCommand(Shell shell, String env, String output) {
    super(shell, env);
    this.oidc = true;
    this.output = output;
  }

  @Override
  protected void run() {
    if (output.equals(STANDARD_OUTPUT)) {
      print(pulled().variables());
      return;
    }
    Path file = workspace().surroundings().folder().resolve(output);
    if (Files.isSymbolicLink(file) || Files.isDirectory(file)) {
      throw new ClientException.Usage(
          output + " is a link or a folder", "name the file itself, or '-' for standard output");
    }
    Format format = asked().orElseGet(() -> Format.ofFile(output));
    OpenedEnvironment pulled = pulled();
    SortedMap<String, String> variables = pulled.variables();
    AtomicFile.writePrivate(file, text(variables, format).getBytes(StandardCharsets.UTF_8));
    report(
        object(
            "environment", environment().value(),
            "version", pulled.version(),
            "pulled", variables.size(),
            "to", output),
        "pulled "
            + count(variables.size(), "variable")
            + " to "
            + output
            + " ("
            + environment()
            + ", version "
            + pulled.version()
            + ")");
  }

  private OpenedEnvironment pulled() {
    return new JobValues(terminal(), workspace())
        .pull(options.job(workspace()), environment(), masking());
  }

  private Masking masking() {
    boolean script =
        output.equals(STANDARD_OUTPUT) && asked().filter(Format.GITHUB_ACTIONS::equals).isPresent();
    if (unmasked || script) {
      return Masking.UNNEEDED;
    }
    return output.equals(STANDARD_OUTPUT) || json() ? Masking.IMPOSSIBLE : Masking.COMMANDS;
  }
}
