package dev.coffer.client.vault;

import java.util.List;
import java.util.Optional;

/**
 * One version of a vault after every check, or as sent from here and acknowledged.
 *
 * @param envelope empty in format {@code lpm}
 * @param wrappedKey this device's of the vault key, of the envelope's epoch; empty in format {@code
 *     lpm}, and where it has keys of single environments
 * @param environmentKeys this device's wrapped keys of single environments, of the same epoch
 * @param recipients who has a wrapped key of that epoch, each as {@link
 *     dev.coffer.protocol.envelope.Recipient#text} writes it
 */
public record AcceptedVersion(
    VaultContents contents,
    int version,
    Optional<String> envelope,
    Optional<String> wrappedKey,
    List<String> environmentKeys,
    List<String> recipients,
    Optional<String> etag) {

  public AcceptedVersion {
    environmentKeys = List.copyOf(environmentKeys);
  }

  /** A version for a device that has no keys of single environments. */
  public AcceptedVersion(
      VaultContents contents,
      int version,
      Optional<String> envelope,
      Optional<String> wrappedKey,
      List<String> recipients,
      Optional<String> etag) {
    this(contents, version, envelope, wrappedKey, List.of(), recipients, etag);
  }

  /** This version under the server's {@code name} for it, which may be null. */
  public AcceptedVersion named(String name) {
    return new AcceptedVersion(
        contents,
        version,
        envelope,
        wrappedKey,
        environmentKeys,
        recipients,
        Optional.ofNullable(name));
  }

  @Override
  public String toString() {
    return "AcceptedVersion[" + version + "]";
  }
}
