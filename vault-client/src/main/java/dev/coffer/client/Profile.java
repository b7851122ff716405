package dev.coffer.client;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where one account on one server has its place on this machine: {@code
 * $COFFER_HOME/profiles/NAME}, {@code ~/.coffer/profiles/default} unless the environment says
 * otherwise.
 */
public record Profile(Path home, String name) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,31}");

  public Profile {
    if (!FORM.matcher(name).matches()) {
      throw new ClientException.Usage(
          "COFFER_PROFILE has 1 to 32 letters, digits, '_' and '-'", null);
    }
  }

  /** The profile that {@code COFFER_HOME} and {@code COFFER_PROFILE} name. */
  public static Profile of(Map<String, String> environment) {
    String home = environment.getOrDefault("COFFER_HOME", "");
    String name = environment.getOrDefault("COFFER_PROFILE", "");
    Path folder = home.isEmpty() ? userFolder(environment).resolve(".coffer") : Path.of(home);
    return new Profile(folder.toAbsolutePath().normalize(), name.isEmpty() ? "default" : name);
  }

  /**
   * What {@code ~} stands for: {@code HOME} where that is an absolute path, as for every other
   * program, else where the system says that the user's files are.
   */
  public static Path userFolder(Map<String, String> environment) {
    Path home = Path.of(environment.getOrDefault("HOME", ""));
    return home.isAbsolute() ? home : Path.of(System.getProperty("user.home"));
  }

  public Path folder() {
    return home.resolve("profiles").resolve(name);
  }

  /** Where machine keys are when no keychain of the operating system keeps them. */
  public Path keyFolder() {
    return home.resolve("keys");
  }

  /** Where {@code coffer bridge} leaves what its callers show, unless it is told otherwise. */
  public Path bridgeToken() {
    return folder().resolve("bridge-token");
  }
}
