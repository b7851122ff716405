package dev.coffer.protocol.wire.vault;

import java.util.List;

/**
 * {@code GET /api/vaults/{id}/keys}: who can open the vault's current epoch, and the calling
 * device's own wrapped key.
 *
 * @param version the newest version
 * @param recipients who has a wrapped key, each as {@link
 *     dev.coffer.protocol.envelope.Recipient#text} writes it
 * @param wrappedKey the caller's; absent when there is none for it
 * @param environmentKeys the caller's of single environments; absent unless it has some
 */
public record WrappedKeyList(
    Integer version, List<String> recipients, String wrappedKey, List<String> environmentKeys) {

  /** The answer to a device that has no keys of single environments. */
  public WrappedKeyList(Integer version, List<String> recipients, String wrappedKey) {
    this(version, recipients, wrappedKey, null);
  }
}
