/**
 * Which chains has this server verified last? They are kept in memory, for whoever knows how to
 * tell that one is still what the database holds.
 *
 * <p>Imports nothing of the server's.
 */
package dev.coffer.server.chain;
