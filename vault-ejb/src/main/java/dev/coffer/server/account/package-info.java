/**
 * Who has an account, and is this person who they say they are?
 *
 * <p>May import {@code access}, {@code token}, {@code audit}, {@code files}, {@code problem} and
 * the protocol.
 */
package dev.coffer.server.account;
