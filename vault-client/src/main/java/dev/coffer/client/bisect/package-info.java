/**
 * Which version broke it? Halves the versions of a vault and tries each half's middle.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .history}, {@code .vault} and the
 * protocol.
 */
package dev.coffer.client.bisect;
