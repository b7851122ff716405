package dev.coffer.protocol.wire.vault;

import java.time.Instant;

/**
 * One version in a vault's history.
 *
 * @param format of this version's envelope
 * @param author key id of the device that signed it; absent for {@code lpm}
 * @param account login name of who pushed it
 * @param size of the envelope in characters
 */
public record VersionView(
    Integer version,
    String format,
    String author,
    String account,
    Instant createdAt,
    Integer size) {}
