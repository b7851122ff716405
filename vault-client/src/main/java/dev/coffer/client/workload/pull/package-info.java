/**
 * What does a CI job get for its identity? One environment of one vault, sealed to a key that lives
 * as long as the question.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .project}, {@code .workload}, {@code
 * .remote}, {@code .crypto} with {@code .answer} and {@code .text}, and the protocol.
 */
package dev.coffer.client.workload.pull;
