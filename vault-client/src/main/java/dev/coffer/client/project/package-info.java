/**
 * Which vault does this folder belong to? The committed project file, the environments and rules
 * that it declares, and the folder's manners.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .schema}, {@code .store}, the
 * protocol and gson.
 */
package dev.coffer.client.project;
