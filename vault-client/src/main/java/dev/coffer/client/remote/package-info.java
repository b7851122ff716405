/**
 * What does the server say? One route to one method; answers are believed only when their signature
 * holds, and refusals become exceptions.
 *
 * <p>May import {@code dev.coffer.client} (exceptions), {@code .tls}, the protocol, gson and the
 * JDK.
 */
package dev.coffer.client.remote;
