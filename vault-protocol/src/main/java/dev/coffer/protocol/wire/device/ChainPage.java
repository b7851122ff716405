package dev.coffer.protocol.wire.device;

import java.util.List;

/**
 * {@code GET /api/devices/chain?from=N}: the account's events from sequence {@code from} on.
 *
 * @param length how many events the whole chain has
 */
public record ChainPage(Long from, List<String> events, Long length) {}
