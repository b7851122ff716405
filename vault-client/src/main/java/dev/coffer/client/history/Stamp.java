package dev.coffer.client.history;

import dev.coffer.protocol.KeyId;
import java.time.Instant;
import java.util.Optional;

/**
 * Who made a version, and when.
 *
 * @param time the author's clock, signed; in a list of versions, and in format {@code lpm}, the
 *     server's
 * @param device whose signature it carries; empty in format {@code lpm}
 * @param deviceName what the account's verified chain calls that device
 * @param account login name of who pushed it, as the server says
 */
public record Stamp(
    int version,
    Optional<Instant> time,
    Optional<KeyId> device,
    Optional<String> deviceName,
    Optional<String> account) {}
