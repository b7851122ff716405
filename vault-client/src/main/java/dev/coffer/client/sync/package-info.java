/**
 * How do this machine and the server come to hold the same vault? What push, pull, comparison and
 * key rotation do, and what a change of devices means for every vault.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .account}, {@code .merge}, {@code
 * .payload}, {@code .project}, {@code .remote}, {@code .vault} and the protocol.
 */
package dev.coffer.client.sync;
