package dev.coffer.server.vault;

import dev.coffer.protocol.wire.vault.PulledVault;
import java.util.Optional;

/**
 * The answer to a pull.
 *
 * @param tag changes with everything that the answer shows
 * @param content its schema is left out
 * @param schema JSON text of the schema
 */
public record Pulled(String tag, PulledVault content, Optional<String> schema) {}
