/**
 * What may CI runs read, and which keys does the server hold for them? The trust policies that
 * stand, and the escrowed environment keys, set together by one bean method in one transaction.
 *
 * <p>May import {@code access}, {@code audit}, {@code device}, {@code organisation}, {@code
 * problem}, {@code sql} and the protocol.
 */
package dev.coffer.server.escrow;
