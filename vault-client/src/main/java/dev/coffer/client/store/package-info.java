/**
 * How does state stay on this machine unharmed? Files that appear whole or not at all, are sealed
 * under the machine's store key, and are changed by one process at a time.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .crypto} and the JDK.
 */
package dev.coffer.client.store;
