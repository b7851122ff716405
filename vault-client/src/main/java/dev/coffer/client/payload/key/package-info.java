/**
 * Which keys of a vault does this device have, and who else has one or should? Wraps and unwraps.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .abreast}, {@code .crypto}, {@code
 * .vault} and the protocol; {@code .payload} stands on it.
 */
package dev.coffer.client.payload.key;
