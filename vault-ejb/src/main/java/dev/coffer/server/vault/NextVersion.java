package dev.coffer.server.vault;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.PayloadFormat;
import java.time.Instant;
import java.util.Optional;

/**
 * A push that passed every check, as the version it will be.
 *
 * @param epoch 0 for format {@code lpm}
 * @param headDigest what its successor will name as parent
 * @param chainSequence the event of the owner's chain that it relies on; empty for {@code lpm}
 * @param author the device that signed it; empty for format {@code lpm}
 */
record NextVersion(
    Push push,
    int version,
    int epoch,
    Digest headDigest,
    Optional<Long> chainSequence,
    Optional<KeyId> author,
    Instant time) {

  PayloadFormat format() {
    return push.format();
  }
}
