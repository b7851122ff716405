/**
 * How are trust policies for CI runs declared over the bridge?
 *
 * <p>May import {@code dev.coffer.client}, {@code .bridge.http}, {@code .bridge.desk}, {@code
 * .declaration}, {@code .policy} and those below it, and the protocol: nothing that holds a value
 * or a key.
 */
package dev.coffer.client.bridge.kind.policy;
