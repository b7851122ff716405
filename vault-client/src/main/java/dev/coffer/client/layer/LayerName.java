package dev.coffer.client.layer;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import java.util.Optional;

/**
 * The name of a layer: {@code ENVIRONMENT}, or {@code PROJECT:ENVIRONMENT} with a folder or the id
 * of a vault.
 *
 * @param project empty for the project that names it
 */
public record LayerName(Optional<String> project, EnvironmentName environment) {
  /**
   * Reads a name as a person types it.
   *
   * @throws ClientException.Usage when it is none
   */
  public static LayerName parse(String text) {
    int colon = text.lastIndexOf(':');
    Optional<String> project = colon < 0 ? Optional.empty() : Optional.of(text.substring(0, colon));
    if (project.filter(String::isEmpty).isPresent()) {
      throw new ClientException.Usage("there is no project before the ':' of '" + text + "'", null);
    }
    try {
      return new LayerName(project, new EnvironmentName(text.substring(colon + 1)));
    } catch (Malformed e) {
      throw new ClientException.Usage(
          "'" + text + "' names no environment: " + e.getMessage(),
          "write ENVIRONMENT or FOLDER:ENVIRONMENT, such as ../common:production");
    }
  }

  @Override
  public String toString() {
    return project.map(name -> name + ":").orElse("") + environment;
  }
}
