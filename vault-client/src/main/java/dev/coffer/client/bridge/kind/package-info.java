/**
 * What can be declared over the bridge, and what would a declaration change? One class for each
 * resource of its API; the desk that takes requests knows nothing of them but {@link
 * dev.coffer.client.bridge.kind.Kind}.
 *
 * <p>May import {@code dev.coffer.client}, {@code .bridge.http}, {@code .declaration}, {@code
 * .organisation}, {@code .policy} and those below it, {@code .store} and the protocol: nothing that
 * holds a value or a key.
 */
package dev.coffer.client.bridge.kind;
