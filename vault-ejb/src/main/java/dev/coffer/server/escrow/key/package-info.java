/**
 * Which private keys open what was escrowed? The versions of the server's escrow key, in a file or
 * in a PKCS#11 token, and the one way to open and seal with them.
 *
 * <p>May import {@code files}, {@code keystore}, {@code sql}, the protocol and Bouncy Castle.
 */
package dev.coffer.server.escrow.key;
