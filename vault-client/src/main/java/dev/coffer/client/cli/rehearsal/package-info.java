/**
 * Which classes does a usual command need? Runs such commands once, so that the launcher can keep
 * their classes ready for the next start.
 *
 * <p>May import {@code .cli}, {@code .cli.term}, {@code dev.coffer.client} with {@code .remote} and
 * {@code .crypto.primitive}, and the JDK's own HTTP server.
 */
package dev.coffer.client.cli.rehearsal;
