/**
 * Can this server serve right now? Whether its database answers, is migrated, and knows this
 * server's signing key and its escrow key.
 *
 * <p>May import {@code escrow.key} and {@code token}.
 */
package dev.coffer.server.readiness;
