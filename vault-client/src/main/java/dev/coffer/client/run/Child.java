package dev.coffer.client.run;

import dev.coffer.client.ClientException;
import dev.coffer.client.layer.Variables;
import dev.coffer.client.redact.Secrets;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that was started. */
final class Child {
  private static final String PLACE = "COFFER_MOUNT";
  private static final int E2BIG = 7;

  private final Process process;
  private final List<RedactedStream> streams;

  private Child(Process process, List<RedactedStream> streams) {
    this.process = process;
    this.streams = streams;
  }

  /**
   * Starts what {@code launch} says. The values are in its environment only.
   *
   * @throws ClientException.CannotRun when there is no such program or it cannot be executed
   */
  static Child start(Launch launch, Variables variables) {
    ProcessBuilder builder = new ProcessBuilder(launch.words()).directory(launch.folder().toFile());
    ChildEnvironment.add(
        builder.environment(), launch.needsEnvironment() ? variables.values() : new TreeMap<>());
    launch.mount().ifPresent(file -> builder.environment().put(PLACE, file.toString()));
    builder.inheritIO();
    if (launch.redaction().isPresent()) {
      builder.redirectOutput(ProcessBuilder.Redirect.PIPE);
      builder.redirectError(ProcessBuilder.Redirect.PIPE);
    }
    try {
      Process process = builder.start();
      return new Child(process, redacted(process, launch, variables));
    } catch (IOException e) {
      throw refused(launch, e);
    }
  }

  private static List<RedactedStream> redacted(
      Process process, Launch launch, Variables variables) {
    List<RedactedStream> streams = new ArrayList<>();
    if (launch.redaction().isPresent()) {
      Launch.Redaction to = launch.redaction().get();
      Secrets secrets = new Secrets(variables.secrets());
      streams.add(RedactedStream.start(process.getInputStream(), secrets, to.output()));
      streams.add(RedactedStream.start(process.getErrorStream(), secrets, to.errors()));
    }
    return streams;
  }

  /** Waits for its end and the end of its output; its exit code, 128 + n after signal n. */
  int end() {
    try {
      int code = process.waitFor();
      for (RedactedStream stream : streams) {
        stream.end();
      }
      return code;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException.Failed("interrupted while the command runs", null);
    }
  }

  /**
   * From now on {@link #end} does not wait for what holds its output after its end; what was
   * written until now still arrives, masked.
   */
  void leave() {
    streams.forEach(RedactedStream::leave);
  }

  /** Completes when it has ended. */
  CompletableFuture<Process> ending() {
    return process.onExit();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Sends the signal {@code name}, such as {@code HUP}, unless it has ended. */
  void signal(String name) {
    if (!process.isAlive()) {
      return;
    }
    if (name.equals("TERM")) {
      process.toHandle().destroy(); // Process.destroy would close its output
      return;
    }
    try {
      new ProcessBuilder(
              "sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name, Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new ClientException.Failed(
          "cannot send the signal " + name.toUpperCase(Locale.ROOT) + " to the command", null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it, and what it started, with SIGTERM; with SIGKILL what is left after {@code grace}. */
  void stop(Duration grace) {
    Set<ProcessHandle> started = new LinkedHashSet<>(process.descendants().toList());
    ProcessHandle root = process.toHandle();
    root.destroy();
    awaitEnd(root, grace);
    // What it started since it was told would belong to nobody once it is killed.
    started.addAll(process.descendants().toList());
    root.destroyForcibly();
    started.forEach(ProcessHandle::destroy);
    started.forEach(handle -> stop(handle, grace));
    leave(); // what has become nobody's child may hold its output for ever
    end();
  }

  private static void stop(ProcessHandle handle, Duration grace) {
    handle.destroy();
    awaitEnd(handle, grace);
    handle.destroyForcibly();
  }

  private static void awaitEnd(ProcessHandle handle, Duration grace) {
    CompletableFuture<ProcessHandle> end = handle.onExit();
    end.completeOnTimeout(handle, grace.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /** The system's reason is a number in a text; what a person needs is looked up again. */
  private static ClientException refused(Launch launch, IOException cause) {
    String program = launch.words().get(0);
    Optional<Path> file = find(program, launch.folder());
    if (file.isEmpty()) {
      return new ClientException.CannotRun(
          false,
          "there is no program '" + program + "'",
          program.contains("/") ? "check the path" : "check its spelling, and PATH");
    }
    String message = String.valueOf(cause.getMessage());
    if (message.contains("error=" + E2BIG + ",") || message.contains("error: " + E2BIG + " ")) {
      return new ClientException.CannotRun(
          true,
          "the values and arguments are too large for an environment",
          "hand the values over with --mount FILE");
    }
    return new ClientException.CannotRun(
        true,
        "'" + file.get() + "' cannot be executed",
        Files.isDirectory(file.get())
            ? "it is a folder"
            : "check its permissions, and the interpreter that its first line names");
  }

  private static Optional<Path> find(String program, Path folder) {
    if (program.contains("/") || program.contains(File.separator)) {
      return Optional.of(folder.resolve(program)).filter(Files::exists);
    }
    String path = System.getenv().getOrDefault("PATH", "");
    for (String entry : path.split(File.pathSeparator, -1)) {
      Path file = folder.resolve(entry).resolve(program);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
