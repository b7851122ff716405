/**
 * Which version of a vault is next, and what was before? The vault with its head and history; one
 * method of an enterprise bean is one transaction, and the answer that nothing changed needs none.
 *
 * <p>May import {@code access}, {@code audit}, {@code device}, {@code escrow}, {@code floor},
 * {@code lpm}, {@code organisation}, {@code problem}, {@code sharing}, {@code sql} and the
 * protocol.
 */
package dev.coffer.server.vault;
