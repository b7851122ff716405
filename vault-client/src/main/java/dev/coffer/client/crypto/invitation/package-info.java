/**
 * How does an invitation prove that its link reached the one who accepts it? A key pair made from
 * the secret in the link.
 *
 * <p>May import {@code dev.coffer.client.crypto}, {@code .crypto.primitive}, the protocol and
 * Bouncy Castle.
 */
package dev.coffer.client.crypto.invitation;
