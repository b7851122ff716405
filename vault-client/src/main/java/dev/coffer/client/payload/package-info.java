/**
 * What is believed of an answer, and what is sent? The checks and sealing of each payload format.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .crypto}, {@code .payload.key},
 * {@code .project}, {@code .remote}, {@code .vault} and the protocol.
 */
package dev.coffer.client.payload;
