/**
 * Which vault does this folder belong to? The committed project file and the folder's manners.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .store}, the protocol and gson.
 */
package dev.coffer.client.project;
