/**
 * How high may an event of a chain raise the floor of a vault? As high as the vault was at some
 * time, and no higher.
 *
 * <p>Reads the tables of vaults, whose package stands above those that ask. May import {@code
 * problem}, {@code sql} and the protocol.
 */
package dev.coffer.server.floor;
