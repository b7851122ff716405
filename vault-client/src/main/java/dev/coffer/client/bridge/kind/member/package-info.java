/**
 * How are memberships and grants of an organisation declared over the bridge?
 *
 * <p>May import {@code dev.coffer.client}, {@code .bridge.http}, {@code .bridge.desk}, {@code
 * .declaration}, {@code .organisation}, {@code .store} and the protocol: nothing that holds a value
 * or a key.
 */
package dev.coffer.client.bridge.kind.member;
