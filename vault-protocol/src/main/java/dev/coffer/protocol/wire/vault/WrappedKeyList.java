package dev.coffer.protocol.wire.vault;

import java.util.List;

/**
 * {@code GET /api/vaults/{id}/keys}: who can open the vault's current epoch, and the calling
 * device's own wrapped key.
 *
 * @param version the newest version
 * @param recipients key ids with a wrapped key
 * @param wrappedKey the caller's; absent when there is none for it
 */
public record WrappedKeyList(Integer version, List<String> recipients, String wrappedKey) {}
