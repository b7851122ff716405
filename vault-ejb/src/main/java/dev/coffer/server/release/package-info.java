/**
 * What does a CI run get? One environment of one vault, opened with the key that was escrowed for
 * the policy that let the run in; one bean method is one transaction.
 *
 * <p>May import {@code access}, {@code audit}, {@code escrow}, {@code problem}, {@code sql}, the
 * protocol and Bouncy Castle.
 */
package dev.coffer.server.release;
