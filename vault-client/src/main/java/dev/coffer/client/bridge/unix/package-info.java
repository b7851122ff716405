/**
 * How do callers reach a server of internet addresses through a UNIX socket that only its owner can
 * open? The socket's file, a relay that passes bytes on without reading them, and what a caller
 * looks at before it shows a secret to whoever answers there.
 *
 * <p>May import {@code dev.coffer.client} (exceptions) and the JDK.
 */
package dev.coffer.client.bridge.unix;
