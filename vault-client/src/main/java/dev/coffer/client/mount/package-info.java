/**
 * How can a program read values like a file without there being one? A named pipe, or a link to a
 * file in memory.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .store} and the JDK.
 */
package dev.coffer.client.mount;
