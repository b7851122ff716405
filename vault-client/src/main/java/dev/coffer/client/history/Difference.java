package dev.coffer.client.history;

import dev.coffer.client.vault.KeyChange;
import java.util.List;
import java.util.Optional;

/**
 * What turns one version into another.
 *
 * @param to empty for the working copy
 */
public record Difference(Stamp from, Optional<Stamp> to, List<KeyChange> changes) {}
