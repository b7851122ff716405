/**
 * What do {@code lpm} clients set for CI runs? Policies that no device signs, and the wrapping key
 * of an account, only where the operator switched it on.
 *
 * <p>May import {@code access}, {@code audit}, {@code escrow} and {@code escrow.key}, {@code
 * problem} and the protocol.
 */
package dev.coffer.server.escrow.lpm;
