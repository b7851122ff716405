package dev.coffer.server.device;

import dev.coffer.protocol.KeyId;
import java.util.UUID;

/**
 * Fired, within the revoking transaction, when a device of {@code accountId} lost its rights. Who
 * keeps something for that device lets go of it in the same transaction.
 */
public record DeviceRevoked(UUID accountId, KeyId device) {}
