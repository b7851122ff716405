/**
 * How does a secret become something that only its recipients can open? Keys, one type per role,
 * and what they seal, wrap and sign. {@code docs/envelope.md} describes the same bytes.
 *
 * <p>The only package of the client, with those below it, that imports {@code javax.crypto} and
 * Bouncy Castle. May import {@code .primitive}, {@code .text} and {@code dev.coffer.protocol}.
 */
package dev.coffer.client.crypto;
