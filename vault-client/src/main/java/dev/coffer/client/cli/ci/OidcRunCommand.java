package dev.coffer.client.cli.ci;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.EnvironmentCommand;
import dev.coffer.client.cli.command.JobOptions;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.run.LaunchOptions;
import dev.coffer.client.cli.run.RunCommand;
import dev.coffer.client.layer.Layer;
import dev.coffer.client.layer.Layers;
import dev.coffer.client.layer.References;
import dev.coffer.client.layer.Variables;
import dev.coffer.client.run.Run;
import dev.coffer.client.workload.pull.OpenedEnvironment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer run --oidc -- COMMAND}. */
@Command(
    name = "run",
    description = "In a CI job: run a command with what the job's identity opens.",
    customSynopsis = "coffer run --oidc [OPTION…] [--] COMMAND [ARGUMENT…]",
    footer = {"  coffer run --oidc --env=production -- ./deploy.sh"})
public final class OidcRunCommand extends EnvironmentCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "The command and its arguments.")
  private List<String> words;

  @Option(names = "--oidc", required = true, description = "By the job's identity token.")
  @SuppressWarnings("UnusedVariable") // it is what chose this command
  private boolean oidc;

  @Option(names = "--no-resolve", description = "Leave $${...} in values as it is written.")
  private boolean asWritten;

  @Option(names = "--no-mask", description = "Do not have GitHub mask the values.")
  private boolean unmasked;

  @Mixin private LaunchOptions launch = new LaunchOptions();

  @Mixin private JobOptions options = new JobOptions();

  private int exitCode;

  private OidcRunCommand(Shell shell) {
    super(shell);
  }

  /** {@code run --oidc --env ENV -- WORDS}, its arguments read already. */
  public OidcRunCommand(Shell shell, String env, List<String> words) {
    super(shell, env);
    this.oidc = true;
    this.words = List.copyOf(words);
  }

  /** The command, whose options end where the other command begins. */
  public static CommandLine commandLine(Shell shell) {
    return RunCommand.commandLine(new OidcRunCommand(shell));
  }

  @Override
  protected int exitCode() {
    return exitCode;
  }

  @Override
  protected void run() {
    if (json()) {
      throw RunCommand.noJson();
    }
    launch.check();
    OpenedEnvironment pulled =
        new JobValues(terminal(), workspace())
            .pull(
                options.job(workspace()),
                environment(),
                unmasked ? Masking.UNNEEDED : Masking.COMMANDS);
    Variables variables = variables(pulled);
    Path folder = workspace().surroundings().folder();
    exitCode = new Run(launch.launch(words, folder, variables, terminal())).once(variables);
  }

  private Variables variables(OpenedEnvironment pulled) {
    if (asWritten) {
      return Variables.of(pulled.variables(), List.of());
    }
    Layers layers =
        new Layers(List.of(new Layer(environment().value(), Optional.empty(), pulled.variables())));
    References references =
        new References(
            layers,
            (folder, name) -> {
              throw new ClientException.NotFound(
                  "a job has no environment but its own, and " + name + " is another",
                  "give --no-resolve, or repeat the value in this environment");
            });
    return references.resolved();
  }
}
