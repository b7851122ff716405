package dev.coffer.client;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a workspace takes from outside.
 *
 * @param environment variables, as {@code System.getenv} gives them
 * @param folder the current folder
 * @param warnings takes what a person should read
 */
public record Surroundings(
    Map<String, String> environment,
    Path folder,
    Clock clock,
    SecureRandom random,
    Consumer<String> warnings) {

  /** The surroundings of this process. */
  public static Surroundings ofProcess(Consumer<String> warnings) {
    return new Surroundings(
        System.getenv(),
        Path.of("").toAbsolutePath(),
        Clock.systemUTC(),
        new LaterRandom(),
        warnings);
  }

  /** An environment variable; one that is set to nothing is not set. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  @Override
  public String toString() {
    return "Surroundings[" + folder + "]";
  }
}
