/**
 * How does the server come to another escrow key while runs go on? A new version, to which
 * everything escrowed is sealed again in batches.
 *
 * <p>May import {@code access}, {@code audit}, {@code escrow.key}, {@code problem}, {@code sql} and
 * the protocol.
 */
package dev.coffer.server.escrow.rotation;
