/**
 * How is an access token made, proven and ended? The signing key, the tokens it signs, and the rows
 * by which they are revoked.
 *
 * <p>May import {@code access}, {@code audit}, {@code files}, {@code keystore}, {@code problem} and
 * the protocol.
 */
package dev.coffer.server.token;
