/**
 * What does this machine hold of a vault? Its variables as edited and as last synchronised, sealed
 * on disk, changed by one process at a time.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .store}, the protocol and gson.
 */
package dev.coffer.client.vault;
