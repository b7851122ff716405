/**
 * What can be declared over the bridge, and what would a declaration change? One class for each
 * resource of its API; here are organisations, vaults and what they have, below here the rest.
 *
 * <p>May import {@code dev.coffer.client}, {@code .bridge.http}, {@code .bridge.desk}, {@code
 * .declaration}, {@code .schema} and the protocol: nothing that holds a value or a key.
 */
package dev.coffer.client.bridge.kind;
