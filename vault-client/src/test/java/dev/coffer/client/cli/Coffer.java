package dev.coffer.client.cli;

import dev.coffer.client.Surroundings;
import dev.coffer.client.Workspace;
import dev.coffer.client.cli.command.Shell;
import dev.coffer.client.cli.term.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The command inside the test's process, in one folder and with a home of its own. */
record Coffer(Path home, Path folder, Map<String, String> more, Clock clock) {
  Coffer(Path home, Path folder) {
    this(home, folder, Map.of());
  }

  Coffer(Path home, Path folder, Map<String, String> more) {
    this(home, folder, more, Clock.systemUTC());
  }

  /** How a command ended and what it printed. */
  record Said(int code, String out, String err) {}

  Said run(String input, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Terminal terminal = terminal(input, out, err);
    int code = new Cli(terminal, surroundings(terminal)).run(arguments);
    return new Said(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** What commands are made with when they are only looked at. */
  Shell shell() {
    Terminal terminal = terminal("", new ByteArrayOutputStream(), new ByteArrayOutputStream());
    return new Shell(terminal, new Workspace(surroundings(terminal)));
  }

  private static Terminal terminal(
      String input, ByteArrayOutputStream out, ByteArrayOutputStream err) {
    return new Terminal(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Optional.empty());
  }

  private Surroundings surroundings(Terminal terminal) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("COFFER_HOME", home.toString());
    environment.put("COFFER_KEYCHAIN", "file");
    return new Surroundings(environment, folder, clock, new SecureRandom(), terminal::warn);
  }
}
