package dev.coffer.client.sync;

import dev.coffer.client.vault.KeyChange;
import java.util.List;
import java.util.Optional;

/**
 * What push and pull would do.
 *
 * @param localVersion the last version that both sides had
 * @param serverVersion the server's version; empty when it has none or could not be asked
 * @param push what a push would change on the server
 * @param pull what a pull would change here, leaving local edits aside
 * @param away why the server could not be asked; empty when it could
 */
public record Comparison(
    int localVersion,
    Optional<Integer> serverVersion,
    List<KeyChange> push,
    List<KeyChange> pull,
    Optional<String> away) {}
