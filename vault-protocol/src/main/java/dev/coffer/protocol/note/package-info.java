/**
 * How is a text signed so that it has one form only? Lines in a fixed order with one Ed25519
 * signature, in the style of the C2SP {@code signed-note} specification.
 *
 * <p>May import {@code dev.coffer.protocol} and Bouncy Castle's Ed25519 verification. A private key
 * is only ever behind {@link dev.coffer.protocol.note.NoteSigner}.
 */
package dev.coffer.protocol.note;
