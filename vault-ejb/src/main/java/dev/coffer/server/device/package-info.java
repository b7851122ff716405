/**
 * Which devices may open an account's vaults? Registration, pairing, and the account's chain, which
 * decides.
 *
 * <p>May import {@code access}, {@code account} (to lock it), {@code audit}, {@code chain}, {@code
 * floor}, {@code problem}, {@code sql} and the protocol.
 */
package dev.coffer.server.device;
