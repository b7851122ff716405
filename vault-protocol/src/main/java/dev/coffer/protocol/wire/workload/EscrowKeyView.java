package dev.coffer.protocol.wire.workload;

/**
 * One version of the server's escrow key.
 *
 * @param id as {@link dev.coffer.protocol.escrow.EscrowPublicKey#id} makes it
 * @param publicKey an uncompressed point on P-256, base64 of 65 bytes
 * @param current whether new keys are to be escrowed to it
 * @param escrowed how many are; only for administrators
 */
public record EscrowKeyView(String id, String publicKey, Boolean current, Long escrowed) {}
