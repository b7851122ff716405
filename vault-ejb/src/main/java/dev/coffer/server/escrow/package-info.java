/**
 * What may CI runs read, and which keys does the server hold for them? The trust policies that
 * stand, the escrowed environment keys, and the escrow key that opens them.
 *
 * <p>May import {@code files}, {@code keystore}, {@code problem}, {@code sql}, the protocol, Bouncy
 * Castle and Jakarta EE.
 */
package dev.coffer.server.escrow;
