/**
 * How does a running {@code coffer bridge} carry out what is declared? An implementation of {@code
 * .declaration} that has no key and no session: it asks the bridge, whose requests docs/bridge.md
 * has. Values never pass a bridge, so secrets are declined.
 *
 * <p>May import {@code .way} below it, {@code .declaration}, {@code .trust}, {@code .walk}, {@code
 * .credential}, {@code dev.coffer.client} (exceptions, profiles), {@code dev.coffer.client.policy}
 * and the protocol.
 */
package dev.coffer.terraform.bridged;
