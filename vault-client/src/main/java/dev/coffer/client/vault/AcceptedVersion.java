package dev.coffer.client.vault;

import java.util.List;
import java.util.Optional;

/**
 * One version of a vault after every check, or as sent from here and acknowledged.
 *
 * @param envelope empty in format {@code lpm}
 * @param wrappedKey this device's, of the envelope's epoch; empty in format {@code lpm}
 */
public record AcceptedVersion(
    VaultContents contents,
    int version,
    Optional<String> envelope,
    Optional<String> wrappedKey,
    List<String> recipients,
    Optional<String> etag) {

  /** This version under the server's {@code name} for it, which may be null. */
  public AcceptedVersion named(String name) {
    return new AcceptedVersion(
        contents, version, envelope, wrappedKey, recipients, Optional.ofNullable(name));
  }

  @Override
  public String toString() {
    return "AcceptedVersion[" + version + "]";
  }
}
