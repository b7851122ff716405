package dev.coffer.it.kit;

import dev.coffer.it.kit.Machine.Said;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The packaged command in this JVM. Its classes come from its jar and the JDK alone, so what the
 * packaging lost is missing here as well.
 */
final class PackagedCommand {
  private static final Duration HANG = Duration.ofMinutes(2);

  private static PackagedCommand loaded;

  private final ClassLoader classes;
  private final Class<?> terminal;
  private final Class<?> surroundings;
  private final Class<?> cli;

  private PackagedCommand(Path jar) throws IOException, ClassNotFoundException {
    this.classes =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    this.terminal = classes.loadClass("dev.coffer.client.cli.term.Terminal");
    this.surroundings = classes.loadClass("dev.coffer.client.Surroundings");
    this.cli = classes.loadClass("dev.coffer.client.cli.Cli");
  }

  /** The command that {@code jar} holds, loaded once. */
  static synchronized PackagedCommand of(Path jar) throws IOException {
    if (loaded == null) {
      try {
        loaded = new PackagedCommand(jar);
      } catch (ClassNotFoundException e) {
        throw new IOException(e);
      }
    }
    return loaded;
  }

  /** Runs it as the process would run that had this environment and folder. */
  Said run(Map<String, String> environment, Path folder, String input, String... arguments)
      throws InterruptedException {
    var output = new ByteArrayOutputStream();
    var talk = new ByteArrayOutputStream();
    var run =
        new FutureTask<>(
            () -> {
              Object command = command(environment, folder, input, output, talk);
              return cli.getMethod("run", String[].class).invoke(command, (Object) arguments);
            });
    Thread thread = new Thread(run, "coffer " + arguments[0]);
    thread.setContextClassLoader(classes);
    thread.setDaemon(true);
    thread.start();
    try {
      int status = (Integer) run.get(HANG.toSeconds(), TimeUnit.SECONDS);
      return new Said(status, text(output), text(talk));
    } catch (TimeoutException e) {
      throw new AssertionError("coffer hangs: " + text(output) + text(talk), e);
    } catch (ExecutionException e) {
      throw new AssertionError("coffer fails: " + text(output) + text(talk), e.getCause());
    }
  }

  private Object command(
      Map<String, String> environment,
      Path folder,
      String input,
      ByteArrayOutputStream output,
      ByteArrayOutputStream talk)
      throws ReflectiveOperationException {
    Object streams =
        terminal
            .getConstructor(InputStream.class, PrintStream.class, PrintStream.class, Optional.class)
            .newInstance(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(output, true, StandardCharsets.UTF_8),
                new PrintStream(talk, true, StandardCharsets.UTF_8),
                Optional.empty());
    Consumer<String> warnings = warning -> warn(streams, warning);
    Object around =
        surroundings
            .getConstructor(Map.class, Path.class, Clock.class, SecureRandom.class, Consumer.class)
            .newInstance(environment, folder, Clock.systemUTC(), new SecureRandom(), warnings);
    return cli.getConstructor(terminal, surroundings).newInstance(streams, around);
  }

  private void warn(Object streams, String warning) {
    try {
      terminal.getMethod("warn", String.class).invoke(streams, warning);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
