/**
 * Is this person who they say they are, and how often may one guess?
 *
 * <p>May import {@code access}, {@code account}, {@code password}, {@code token}, {@code audit},
 * {@code problem}, {@code sql} and the protocol.
 */
package dev.coffer.server.signin;
