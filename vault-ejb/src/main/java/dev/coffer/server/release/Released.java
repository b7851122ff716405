package dev.coffer.server.release;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import java.util.Optional;

/**
 * What a run gets: one of the two forms.
 *
 * @param version of the vault
 * @param variables a JSON object of texts
 * @param sealed the same, for the key that the run named
 */
public record Released(
    EnvironmentName environment, int version, Optional<String> variables, Optional<Bytes> sealed) {

  /** Without what is released. */
  @Override
  public String toString() {
    return "Released[" + environment + " " + version + "]";
  }
}
