/**
 * Which server is the one it says it is? The certificates that are believed.
 *
 * <p>May import {@code dev.coffer.client} (exceptions) and the JDK.
 */
package dev.coffer.client.remote.tls;
