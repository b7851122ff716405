/**
 * What was a vault, who made it so, and what would bring it back? Older versions, each shown to be
 * what the verified head goes back to.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .payload}, {@code .remote}, {@code
 * .sync}, {@code .vault} and the protocol.
 */
package dev.coffer.client.history;
