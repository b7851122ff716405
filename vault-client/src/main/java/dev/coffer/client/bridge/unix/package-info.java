/**
 * How do callers reach a server of internet addresses through a UNIX socket that only its owner can
 * open? The socket's file, and a relay that passes bytes on without reading them.
 *
 * <p>May import {@code dev.coffer.client} (exceptions) and the JDK.
 */
package dev.coffer.client.bridge.unix;
