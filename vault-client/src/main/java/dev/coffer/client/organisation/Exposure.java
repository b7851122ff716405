package dev.coffer.client.organisation;

import java.time.Instant;

/**
 * One value that a member could read, and so one that has to be replaced where it is used.
 *
 * @param since the version that gave the key this value
 * @param time when that version was made, by its author's clock; null when it is not known
 * @param exact false when older versions cannot be seen, so that the value may be older
 * @param current whether the vault still has this value
 * @param read whether the member is known to have fetched it, by the organisation's audit log
 */
public record Exposure(
    String vault,
    String environment,
    String key,
    int since,
    Instant time,
    boolean exact,
    boolean current,
    boolean read) {}
