package dev.coffer.server.escrow;

import dev.coffer.protocol.PayloadFormat;

/**
 * What of a vault decides about its escrow.
 *
 * @param epoch 0 in format {@code lpm}
 */
public record VaultRow(String id, PayloadFormat format, int epoch, int version) {}
