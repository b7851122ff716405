/**
 * Does a file hold a value of a vault? Finds values by keyed digests, in a folder or in what git is
 * about to record, and keeps the hook that asks before each commit.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .crypto.primitive}, {@code
 * .project}, {@code .vault}, the protocol, gson and the JDK.
 */
package dev.coffer.client.guard;
