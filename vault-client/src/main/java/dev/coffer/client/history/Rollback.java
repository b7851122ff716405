package dev.coffer.client.history;

import dev.coffer.client.sync.Replacement;
import dev.coffer.client.vault.KeyChange;
import java.util.List;

/**
 * A rollback that may be done: nothing local is in its way.
 *
 * @param target the version whose variables come back
 * @param changes what it changes in the newest version
 * @param replacement does it
 */
public record Rollback(Stamp target, List<KeyChange> changes, Replacement replacement) {}
