package dev.coffer.terraform.embedded;

import dev.coffer.client.Surroundings;
import dev.coffer.terraform.credential.PrivateFile;
import dev.coffer.terraform.declaration.Declarations;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Lets the settings of a provider block take the place of the command's environment variables, for
 * one client of this process.
 */
public final class Surrounded {
  private static final PrivateFile ACCESS_TOKEN =
      new PrivateFile(
          "token_file names a file with an access token, as 'coffer token create' shows it",
          "chmod 600 it, and replace the access token in it: coffer token rotate");

  static final String TOKEN = "COFFER_TOKEN";

  private final Map<String, String> variables;
  private final Consumer<String> warnings;
  private Optional<String> tokenFile = Optional.empty();

  /**
   * Settings on top of {@code environment}.
   *
   * @param warnings takes what a person should read
   */
  public Surrounded(Map<String, String> environment, Consumer<String> warnings) {
    this.variables = new TreeMap<>(environment);
    this.warnings = warnings;
  }

  /** Sets the variable {@code name} where {@code value} is given. */
  public Surrounded with(String name, Optional<String> value) {
    value.ifPresent(given -> variables.put(name, given));
    return this;
  }

  /**
   * Takes the access token that the file holds.
   *
   * @throws dev.coffer.terraform.declaration.Declined when it cannot be read, or others can read it
   */
  public Surrounded withTokenFile(Optional<String> file) {
    file.ifPresent(given -> variables.put(TOKEN, ACCESS_TOKEN.read(Path.of(given))));
    tokenFile = file;
    return this;
  }

  /** The client with these settings. */
  public Declarations client() {
    Surroundings process = Surroundings.ofProcess(warnings);
    return EmbeddedClient.of(
        new Surroundings(variables, process.folder(), process.clock(), process.random(), warnings),
        tokenFile);
  }
}
