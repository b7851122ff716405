/**
 * Which devices does this machine believe? The account's chain as it was pinned, the events this
 * device adds, and both sides of a pairing.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .crypto} and {@code
 * dev.coffer.protocol}.
 */
package dev.coffer.client.identity;
