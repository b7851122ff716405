package dev.coffer.client.cli.rehearsal;

import dev.coffer.client.Surroundings;
import dev.coffer.client.cli.Cli;
import dev.coffer.client.cli.Main;
import dev.coffer.client.cli.term.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs the usual commands in a folder of its own and against a server of its own on loopback, and
 * shows nothing. The launcher starts it, with the JVM writing down what is loaded.
 */
public final class Rehearsal {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("init"),
          List.of("set", "REHEARSED=yes"),
          List.of("get", "REHEARSED"),
          List.of("get", "--env", "default", "REHEARSED"),
          List.of("get", "REHEARSED", "--json"),
          List.of("get", "UNKNOWN"),
          List.of("run", "--", "true"),
          List.of("run", "--redact", "--", "true"),
          List.of("list"),
          List.of("export"),
          List.of("status"),
          List.of("push"),
          List.of("pull"),
          List.of("--version"),
          List.of("get", "--help"));

  private final Path home;
  private final Path project;

  private Rehearsal(Path folder) throws IOException {
    this.home = folder.resolve("home");
    this.project = Files.createDirectories(folder.resolve("project"));
  }

  /** Rehearses in the folder that {@code args} names, which is made. */
  public static void main(String[] args) throws IOException {
    Objects.requireNonNull(Main.class); // what starts a command, loaded like everything below
    Cli.ofProcess();
    Rehearsal rehearsal = new Rehearsal(Path.of(args[0]));
    rehearsal.commands();
    if (ModuleLayer.boot().findModule("jdk.httpserver").isPresent()) {
      new Requests(Path.of(args[0]), rehearsal::run).rehearse();
    }
  }

  private void commands() throws IOException {
    Files.writeString(project.resolve(".env"), "FIRST=one\nSECOND=\"two words\"\n");
    COMMANDS.forEach(words -> run(Map.of(), words.toArray(String[]::new)));
  }

  private void run(Map<String, String> more, String... args) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("COFFER_HOME", home.toString());
    environment.put("COFFER_KEYCHAIN", "file");
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var terminal = new Terminal(InputStream.nullInputStream(), nowhere, nowhere, Optional.empty());
    var surroundings =
        new Surroundings(
            environment, project, Clock.systemUTC(), new SecureRandom(), terminal::warn);
    new Cli(terminal, surroundings).run(args);
  }
}
