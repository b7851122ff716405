package dev.coffer.protocol.envelope;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import java.util.Optional;

/**
 * What a wrapped key opens: the whole vault, or one environment alone.
 *
 * @param environment empty for the whole vault
 */
public record KeyScope(Optional<EnvironmentName> environment) {
  public static final KeyScope VAULT = new KeyScope(Optional.empty());
  private static final String VAULT_TEXT = "vault";
  private static final String ENVIRONMENT_START = "environment ";

  /** The scope of one environment's key. */
  public static KeyScope of(EnvironmentName environment) {
    return new KeyScope(Optional.of(environment));
  }

  public static KeyScope parse(String text) {
    if (text.equals(VAULT_TEXT)) {
      return VAULT;
    }
    if (text.startsWith(ENVIRONMENT_START)) {
      return of(new EnvironmentName(text.substring(ENVIRONMENT_START.length())));
    }
    throw new Malformed("a key's scope is 'vault' or 'environment NAME'");
  }

  public String text() {
    return environment.map(name -> ENVIRONMENT_START + name).orElse(VAULT_TEXT);
  }
}
