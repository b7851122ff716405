/**
 * Does the server keep each cell of the table in {@code docs/roles.md}, also against clients that
 * ignore the chain?
 *
 * <p>May import {@code it.kit}.
 */
package dev.coffer.it.roles;
