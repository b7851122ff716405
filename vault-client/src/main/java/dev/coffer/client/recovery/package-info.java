/**
 * How does a person come back who has lost every machine? Makes and revokes the account's recovery
 * key, a device that lives on paper, and lets a new machine in with it.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .account}, {@code .crypto}, {@code
 * .crypto.recovery}, {@code .identity}, {@code .payload}, {@code .remote}, {@code .sync}, {@code
 * .vault} and the protocol.
 */
package dev.coffer.client.recovery;
