/**
 * Which devices does an account have, provably? An append-only chain of signed, hash-linked events,
 * and the short code by which two people (or one with two machines) compare keys.
 *
 * <p>May import {@code dev.coffer.protocol} {@code .note}, {@code .policy}, its own {@code
 * .snapshot} and Bouncy Castle's checks of public keys.
 */
package dev.coffer.protocol.chain;
