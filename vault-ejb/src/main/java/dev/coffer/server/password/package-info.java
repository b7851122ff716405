/**
 * How is a password kept so that stealing the database does not give it away? One-time secrets are
 * made here as well.
 *
 * <p>May import {@code problem}, the protocol and Bouncy Castle.
 */
package dev.coffer.server.password;
