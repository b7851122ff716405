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
    Path folder =
        home.isEmpty() ? Path.of(System.getProperty("user.home"), ".coffer") : Path.of(home);
    return new Profile(folder.toAbsolutePath().normalize(), name.isEmpty() ? "default" : name);
  }

  public Path folder() {
    return home.resolve("profiles").resolve(name);
  }

  /** Where machine keys are when no keychain of the operating system keeps them. */
  public Path keyFolder() {
    return home.resolve("keys");
  }
}
