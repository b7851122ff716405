package dev.coffer.server.vault;

import dev.coffer.protocol.wire.vault.PulledVault;
import java.util.Optional;

/**
 * The answer to a pull.
 *
 * @param tag changes with everything that the answer shows
 * @param content empty when the client has it already; its schema is left out
 * @param schema JSON text of the schema
 */
public record Pulled(String tag, Optional<PulledVault> content, Optional<String> schema) {

  static Pulled notModified(String tag) {
    return new Pulled(tag, Optional.empty(), Optional.empty());
  }
}
