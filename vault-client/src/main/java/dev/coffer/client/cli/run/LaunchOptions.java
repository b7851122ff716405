package dev.coffer.client.cli.run;

import dev.coffer.client.ClientException;
import dev.coffer.client.cli.term.Terminal;
import dev.coffer.client.layer.Variables;
import dev.coffer.client.redact.Secrets;
import dev.coffer.client.run.Launch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command that is run gets the values, and whether its output is masked. */
public final class LaunchOptions {
  @Option(names = "--redact", description = "Mask the values in what the command prints.")
  private boolean redact;

  @Option(
      names = "--mount",
      paramLabel = "FILE",
      description = "Values at FILE while it runs, not in its environment.")
  private Path mount;

  @Option(names = "--also-env", description = "With --mount: in its environment as well.")
  private boolean environmentToo;

  /**
   * Does nothing when the options go together.
   *
   * @throws ClientException.Usage when they do not
   */
  public void check() {
    if (mount == null && environmentToo) {
      throw new ClientException.Usage("--also-env needs --mount", null);
    }
  }

  /** {@code words} to be run in {@code folder}; values that cannot be masked are named. */
  public Launch launch(List<String> words, Path folder, Variables variables, Terminal terminal) {
    return new Launch(
        words,
        folder,
        Optional.ofNullable(mount).map(folder::resolve),
        environmentToo,
        redact ? Optional.of(redaction(variables, terminal)) : Optional.empty());
  }

  private static Launch.Redaction redaction(Variables variables, Terminal terminal) {
    List<String> shown =
        variables.values().entrySet().stream()
            .filter(entry -> Secrets.isTooShort(entry.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (!shown.isEmpty()) {
      terminal.warn("too short to be masked: " + String.join(", ", shown));
    }
    return new Launch.Redaction(terminal.output(), terminal.errors());
  }
}
