/**
 * What does every keystore of the server need beside its keys? A password, and the certificate
 * without which none takes a private key.
 *
 * <p>May import {@code files} and Bouncy Castle.
 */
package dev.coffer.server.keystore;
