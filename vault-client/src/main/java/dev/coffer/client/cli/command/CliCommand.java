package dev.coffer.client.cli.command;

import dev.coffer.client.Workspace;
import dev.coffer.client.cli.term.Terminal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One command: reads its options, calls the library once, shows the result. */
@Command(mixinStandardHelpOptions = true, footerHeading = CliCommand.EXAMPLES)
public abstract class CliCommand implements Callable<Integer> {
  /** Stands above a command's footer, which holds two or three lines that can be typed. */
  public static final String EXAMPLES = "%nExamples:%n";

  private final Shell shell;

  @Option(names = "--json", description = "Print the result as JSON (docs/cli.md).")
  private boolean json;

  @Option(names = "--offline", description = "Ask no server: use what is here, or fail (5).")
  private boolean offline;

  protected CliCommand(Shell shell) {
    this.shell = shell;
  }

  /** Does the command; failures are thrown. */
  protected abstract void run();

  /** What the process ends with after {@link #run}: 0, unless another program's code counts. */
  protected int exitCode() {
    return 0;
  }

  @Override
  public final Integer call() {
    if (offline) {
      workspace().goOffline();
    }
    run();
    return exitCode();
  }

  protected final Terminal terminal() {
    return shell.terminal();
  }

  protected final Workspace workspace() {
    return shell.workspace();
  }

  protected final boolean json() {
    return json;
  }

  /** Shows {@code object} when JSON is asked for, else says {@code sentence}. */
  protected final void report(Map<String, Object> object, String sentence) {
    if (json) {
      terminal().printJson(object);
    } else {
      terminal().say(sentence);
    }
  }

  /** {@code 1 change}, {@code 2 changes}. */
  public static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** An object with these members in this order: name, value, name, value, … */
  public static Map<String, Object> object(Object... members) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < members.length; i += 2) {
      object.put((String) members[i], members[i + 1]);
    }
    return object;
  }
}
