/**
 * Who is signed in on this machine, and is this machine one of the account's devices? The machine
 * key, the session, the account's chain kept up to date, and the conduct of a pairing.
 *
 * <p>May import {@code dev.coffer.client} (exceptions, profile), {@code .chain}, {@code .crypto},
 * {@code .identity}, {@code .keychain}, {@code .remote}, {@code .store} and the protocol.
 */
package dev.coffer.client.account;
