package dev.coffer.server.escrow;

import dev.coffer.protocol.KeyId;

/**
 * The event of an owner's chain that set a policy.
 *
 * @param author the device that signed it
 */
public record PolicyEvent(long sequence, KeyId author) {}
