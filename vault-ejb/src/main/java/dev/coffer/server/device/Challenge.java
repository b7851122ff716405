package dev.coffer.server.device;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainPosition;

/**
 * An approving device's half of a pairing.
 *
 * @param chain the newest event that the approver had verified
 * @param nonce 32 bytes
 */
public record Challenge(KeyId approver, Digest genesis, ChainPosition chain, Bytes nonce) {}
