/**
 * Which CI runs may read a vault, and how does that change? Sets, removes and lists trust policies:
 * each is an event of the owner's chain, with keys escrowed for it.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .account}, {@code .identity}, {@code
 * .organisation}, {@code .payload}, {@code .remote}, {@code .vault} and the protocol.
 */
package dev.coffer.client.policy;
