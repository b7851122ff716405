package dev.coffer.it.kit;

import dev.coffer.terraform.kit.ClassArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A developer's machine: a folder for the {@code coffer} command's own files, a checkout of a
 * project, and the packaged command. A call runs in this JVM where nothing depends on its being a
 * process: hundreds of starts are minutes.
 */
public final class Machine {
  private static final Duration HANG = Duration.ofMinutes(2);
  private static final String REHEARSAL = "dev.coffer.client.cli.rehearsal.Rehearsal";

  private final Map<String, String> variables = new TreeMap<>();
  private Optional<Path> launcher = Optional.empty();
  private boolean isProcess;
  private final Path home;
  private final Path project;

  private Machine(Path home, Path project) throws IOException {
    this.home = home;
    this.project = Files.createDirectories(project);
  }

  public static Machine create(String name) throws IOException {
    Path folder = Workplace.folder("machine-" + name);
    return new Machine(folder.resolve("home"), folder.resolve("project"));
  }

  /** The words that start the packaged command on the JVM of this test. */
  public static List<String> command() {
    return ClassArchive.start(Path.of(jar()), REHEARSAL);
  }

  /** A machine on which the distribution's archive was unpacked, whose launcher it uses. */
  public static Machine unpacked(String name) throws IOException, InterruptedException {
    Machine machine = create(name);
    Path folder = Files.createDirectories(machine.home.resolveSibling("distribution"));
    Process tar =
        new ProcessBuilder("tar", "xzf", archive().toString(), "--strip-components=1")
            .directory(folder.toFile())
            .inheritIO()
            .start();
    if (tar.waitFor() != 0) {
      throw new AssertionError("the distribution cannot be unpacked");
    }
    machine.launcher = Optional.of(folder.resolve("bin/coffer"));
    machine.isProcess = true;
    machine.with("XDG_CACHE_HOME", machine.home.resolveSibling("cache").toString());
    return machine;
  }

  private static Path archive() throws IOException {
    try (Stream<Path> built = Files.list(Path.of(jar()).getParent())) {
      return built
          .filter(file -> file.getFileName().toString().matches("coffer-.*\\.tar\\.gz"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("the distribution was not built"));
    }
  }

  /** The same machine in the checkout of another project. */
  public Machine in(String name) throws IOException {
    Machine there = new Machine(home, project.resolveSibling(name));
    there.variables.putAll(variables);
    there.launcher = launcher;
    there.isProcess = isProcess;
    return there;
  }

  /** The checkout: the working directory of every call. */
  public Path project() {
    return project;
  }

  /** The {@code coffer} command's own files. */
  public Path home() {
    return home;
  }

  /** Where the {@code lpm} command would have its files on this machine. */
  public Path lpmHome() {
    return home.resolveSibling("lpm");
  }

  /** Has every call be a process, since programs that it starts have the environment of that. */
  public Machine asProcesses() {
    isProcess = true;
    return this;
  }

  /** Sets an environment variable for the calls to come. */
  public Machine with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /** Runs {@code coffer arguments…} with {@code input} as its standard input. */
  public Said run(String input, String... arguments) throws IOException, InterruptedException {
    if (!isProcess) {
      return PackagedCommand.of(Path.of(jar())).run(environment(), project, input, arguments);
    }
    Call call = begin(arguments);
    call.type(input);
    return call.end();
  }

  /** The same, required to succeed; its standard output. */
  public String expect(String input, String... arguments) throws IOException, InterruptedException {
    Said said = run(input, arguments);
    if (said.status() != 0) {
      throw new AssertionError("coffer " + String.join(" ", arguments) + ": " + said);
    }
    return said.output();
  }

  /** Starts {@code coffer arguments…} as a process; its standard input stays open. */
  public Call begin(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(launcher.map(file -> List.of(file.toString())).orElseGet(Machine::command));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment());
    Path output = Files.createTempFile(project.getParent(), "stdout", "");
    Path talk = Files.createTempFile(project.getParent(), "stderr", "");
    builder.redirectOutput(output.toFile()).redirectError(talk.toFile());
    return new Call(Processes.remember(builder.start()), output, talk);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>(System.getenv());
    environment.keySet().removeIf(Machine::isOurs);
    environment.put("COFFER_HOME", home.toString());
    environment.put("COFFER_KEYCHAIN", "file");
    environment.put("LPM_HOME", lpmHome().toString());
    environment.putAll(variables);
    return environment;
  }

  /** Also what a CI system that runs these tests tells its own jobs. */
  private static boolean isOurs(String variable) {
    return Stream.of(
            "COFFER_", "LPM_", "GITHUB_", "ACTIONS_", "GITLAB_", "CIRCLE", "BUILDKITE", "CI")
        .anyMatch(variable::startsWith);
  }

  private static String jar() {
    Path ear = Workplace.installation().getParent().getParent().getParent();
    return ear.resolveSibling("vault-client").resolve("target/coffer.jar").toString();
  }

  /** One command that runs. */
  public record Call(Process process, Path stdout, Path stderr) {
    public void type(String input) throws IOException {
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
    }

    /** What it has printed to standard output so far. */
    public String output() throws IOException {
      return Files.readString(stdout);
    }

    /** What it has printed to standard error so far. */
    public String talk() throws IOException {
      return Files.readString(stderr);
    }

    public Said end() throws IOException, InterruptedException {
      if (!process.waitFor(HANG.toSeconds(), TimeUnit.SECONDS)) {
        Processes.kill(process);
        throw new AssertionError("coffer hangs: " + output() + talk());
      }
      return new Said(process.exitValue(), output(), talk());
    }
  }

  /** A command's exit code, standard output and standard error. */
  public record Said(int status, String output, String talk) {}
}
