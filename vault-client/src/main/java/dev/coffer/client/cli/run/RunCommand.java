package dev.coffer.client.cli.run;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.layer.LayerSource;
import dev.coffer.client.layer.Variables;
import dev.coffer.client.run.Pulling;
import dev.coffer.client.run.Run;
import dev.coffer.client.run.Watch;
import dev.coffer.client.run.Watching;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code coffer run -- COMMAND}. */
@Command(
    name = "run",
    description = "Run a command with the variables in its environment.",
    customSynopsis = "coffer run [OPTION…] [--] COMMAND [ARGUMENT…]",
    footer = {"  coffer run -- npm start", "  coffer run --env staging --redact -- make"})
public final class RunCommand extends LayeredCommand {
  /** What a program can be told with, by the names of POSIX and Linux. */
  private static final Pattern SIGNAL =
      Pattern.compile("(?:SIG)?(HUP|INT|QUIT|USR1|USR2|TERM|CONT|WINCH|ALRM|URG|IO|PWR|KILL)");

  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int SECONDS = 5;

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "The command and its arguments.")
  private List<String> words;

  @Option(names = "--watch", description = "Start the command anew when other values arrive.")
  private boolean watch;

  @Option(
      names = "--watch-interval",
      paramLabel = "N",
      defaultValue = "5",
      description = "Ask the server every N seconds; 5 when left out.")
  private int interval = SECONDS;

  @Option(
      names = "--watch-signal",
      paramLabel = "NAME",
      description = "With --watch: send it this signal, such as HUP.")
  private String signal;

  @Option(names = "--oidc", description = "In a CI job: see 'coffer run --oidc --help'.")
  @SuppressWarnings("UnusedVariable") // with it another command is made
  private boolean oidc;

  @Mixin private LaunchOptions launch = new LaunchOptions();

  private int exitCode;

  private RunCommand(Shell shell) {
    super(shell);
  }

  /** {@code run --env ENV -- WORDS}, its arguments read already. */
  public RunCommand(Shell shell, String env, List<String> words) {
    super(shell, env);
    this.words = List.copyOf(words);
  }

  /** The command, whose options end where the other command begins. */
  public static Object commandLine(Shell shell) {
    return commandLine(new RunCommand(shell));
  }

  /** {@code command}, to whose words everything from the first one on belongs. */
  public static CommandLine commandLine(CliCommand command) {
    CommandLine line = new CommandLine(command).setStopAtPositional(true);
    CommandSpec spec = line.getCommandSpec();
    // Every command has it; here it is taken only to be refused with a reason.
    OptionSpec json = spec.findOption("--json");
    spec.remove(json);
    spec.addOption(OptionSpec.builder(json).hidden(true).build());
    return line;
  }

  @Override
  protected int exitCode() {
    return exitCode;
  }

  @Override
  protected void run() {
    checkOptions();
    LayerSource source = source();
    Variables variables = source.variables(layers(source), resolves());
    if (variables.values().isEmpty()) {
      terminal().warn("environment '" + environment() + "' has no variables");
    }
    Path folder = workspace().surroundings().folder();
    Run run = new Run(launch.launch(words, folder, variables, terminal()));
    exitCode = watch ? run.watched(variables, watching(source, variables)) : run.once(variables);
  }

  /** What {@code --json} in front of the command ends with. */
  public static ClientException noJson() {
    return new ClientException.Usage(
        "run prints nothing of its own", "leave out --json, or write it after '--'");
  }

  private void checkOptions() {
    if (json()) {
      throw noJson();
    }
    if (!watch && signal != null) {
      throw new ClientException.Usage("--watch-signal needs --watch", null);
    }
    launch.check();
    if (interval < 1) {
      throw new ClientException.Usage("--watch-interval is a number of seconds from 1 on", null);
    }
  }

  private Watching watching(LayerSource source, Variables first) {
    Pulling pulling = new Pulling(workspace().surroundings());
    Set<Path> folders = source.folders();
    Watch found =
        new Watch(
            first,
            workspace().isOffline() ? () -> {} : () -> pulling.pull(folders),
            this::read,
            Duration.ofSeconds(interval),
            terminal()::say);
    return new Watching(
        found,
        Optional.ofNullable(signal).map(RunCommand::signalName),
        GRACE,
        wait -> new CountDownLatch(1).await(wait.toMillis(), TimeUnit.MILLISECONDS),
        terminal()::say);
  }

  private Variables read() {
    LayerSource source = source();
    return source.variables(layers(source), resolves());
  }

  private static String signalName(String typed) {
    var form = SIGNAL.matcher(typed);
    if (!form.matches()) {
      throw new ClientException.Usage(
          "'" + typed + "' is no name of a signal", "such as HUP or USR1");
    }
    return form.group(1);
  }
}
