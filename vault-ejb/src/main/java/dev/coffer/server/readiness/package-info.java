/**
 * Can this server serve right now? Whether its database answers, is migrated, and knows this
 * server's signing key.
 *
 * <p>May import {@code token}.
 */
package dev.coffer.server.readiness;
