/**
 * Who can open a vault? The wrapped keys of its epochs, and the rules that an envelope and its
 * wrapped keys must keep.
 *
 * <p>May import {@code access}, {@code device}, {@code organisation}, {@code problem}, {@code sql}
 * and the protocol.
 */
package dev.coffer.server.sharing;
