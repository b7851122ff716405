/**
 * Which devices may open an account's vaults? Registration, pairing, and the account's chain, which
 * decides.
 *
 * <p>May import {@code access}, {@code account} (to lock it), {@code audit}, {@code floor}, {@code
 * problem} and the protocol.
 */
package dev.coffer.server.device;
