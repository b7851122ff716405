/**
 * Who belongs to an organisation, provably, and what may each of its members read and write? An
 * append-only chain of signed, hash-linked events, and the short code by which an invitation is
 * confirmed.
 *
 * <p>May import {@code dev.coffer.protocol}, {@code .chain}, {@code .note} and {@code .policy}.
 */
package dev.coffer.protocol.membership;
