package dev.coffer.client.bisect;

import dev.coffer.client.ClientException;
import dev.coffer.client.history.Snapshot;
import dev.coffer.protocol.EnvironmentName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * A command as the trial: exit code 0 is good, 125 is a skip, any other below 128 is bad. It gets
 * the version's values in its environment and nowhere else, over the variables of this process.
 */
public final class CommandTrial implements Trial {
  private static final int SKIP = 125;
  private static final int ENDED_BY_A_SIGNAL = 128;
  private static final long LAST_OUTPUT_MILLIS = 1000;

  private final List<String> command;
  private final Path folder;
  private final Map<String, String> variables;
  private final EnvironmentName environment;
  private final Consumer<InputStream> output;

  /**
   * A command in {@code folder}, without standard input.
   *
   * @param variables the environment that the version's values go on top of
   * @param environment the vault's environment whose values it gets
   * @param output takes what the command prints, on a thread of its own
   */
  public CommandTrial(
      List<String> command,
      Path folder,
      Map<String, String> variables,
      EnvironmentName environment,
      Consumer<InputStream> output) {
    this.command = List.copyOf(command);
    this.folder = folder;
    this.variables = Map.copyOf(variables);
    this.environment = environment;
    this.output = output;
  }

  /**
   * Runs the command.
   *
   * @throws ClientException.Usage when it cannot be started
   * @throws ClientException.Failed when it is ended by a signal
   */
  @Override
  public Verdict judge(Snapshot version) {
    SortedMap<String, String> values = version.contents().of(environment);
    if (values.entrySet().stream().anyMatch(CommandTrial::isNoVariable)) {
      return Verdict.SKIP;
    }
    int code = run(values);
    if (code < 0 || code >= ENDED_BY_A_SIGNAL) {
      throw new ClientException.Failed(
          "the command ended with code " + code + " at version " + version.version(),
          "the search stops there; codes from 0 to 127 are answers");
    }
    if (code == SKIP) {
      return Verdict.SKIP;
    }
    return code == 0 ? Verdict.GOOD : Verdict.BAD;
  }

  /** No process can be given such a one, and Java's refusal would quote the value. */
  private static boolean isNoVariable(Map.Entry<String, String> variable) {
    return variable.getKey().isEmpty()
        || variable.getKey().indexOf('=') >= 0
        || (variable.getKey() + variable.getValue()).indexOf('\0') >= 0;
  }

  private int run(SortedMap<String, String> values) {
    Process process = start(values);
    try {
      process.getOutputStream().close();
      Thread reader = new Thread(() -> output.accept(process.getInputStream()), "command's output");
      reader.setDaemon(true);
      reader.start();
      int code = process.waitFor();
      // What the command left running may hold its output open for ever.
      reader.join(LAST_OUTPUT_MILLIS);
      return code;
    } catch (IOException e) {
      throw new ClientException.Failed("cannot run '" + command.get(0) + "'", null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException.Failed("interrupted", null);
    } finally {
      process.destroy();
    }
  }

  private Process start(SortedMap<String, String> values) {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.environment().putAll(values);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ClientException.Usage(
          "cannot start '" + command.get(0) + "'", "give the command after '--'");
    }
  }
}
