/**
 * How does a CI job get values that nobody on the way can read? A key pair that lives as long as
 * the job's one question.
 *
 * <p>May import {@code dev.coffer.client.crypto}, {@code .crypto.primitive}, the protocol and
 * Bouncy Castle.
 */
package dev.coffer.client.crypto.answer;
