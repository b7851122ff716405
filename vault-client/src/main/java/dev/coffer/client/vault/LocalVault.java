package dev.coffer.client.vault;

import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.envelope.Envelope;
import java.util.List;
import java.util.Optional;

/**
 * What this machine holds of one vault. Immutable.
 *
 * @param vault the vault's id
 * @param working the variables as edited here
 * @param base the variables of the last version that both sides had
 * @param version that version, which is also the highest accepted here; 0 before the first
 * @param envelope its envelope as received or sent; null in format {@code lpm} and before the first
 * @param wrappedKey this device's signed wrapped vault key of its epoch; null likewise, and where
 *     it has keys of single environments
 * @param recipients who is known to have a wrapped key of its epoch, each as {@link
 *     dev.coffer.protocol.envelope.Recipient#text} writes it
 * @param etag the server's name for that version; may be null
 * @param pending an envelope that was sent and not answered; null when there is none
 * @param pendingOfBase whether it was made of {@code base} and not of {@code working}, so that what
 *     is edited here is not in it; in copies of older releases there was no such member
 * @param environmentKeys this device's signed wrapped keys of single environments, of the epoch of
 *     {@code envelope}; in copies of older releases there was no such member
 */
public record LocalVault(
    String vault,
    VaultContents working,
    VaultContents base,
    int version,
    String envelope,
    String wrappedKey,
    List<String> recipients,
    String etag,
    String pending,
    boolean pendingOfBase,
    List<String> environmentKeys) {

  public LocalVault {
    environmentKeys = environmentKeys == null ? List.of() : List.copyOf(environmentKeys);
    recipients = recipients == null ? List.of() : List.copyOf(recipients);
  }

  /** A vault of which nothing is known yet. */
  public static LocalVault fresh(VaultId vault) {
    return new LocalVault(
        vault.value(),
        VaultContents.EMPTY,
        VaultContents.EMPTY,
        0,
        null,
        null,
        List.of(),
        null,
        null,
        false,
        List.of());
  }

  public VaultId id() {
    return new VaultId(vault);
  }

  /** The local edits: what a push would send. */
  public List<KeyChange> edits() {
    return KeyChange.between(base, working);
  }

  public Optional<Envelope> head() {
    return Optional.ofNullable(envelope).map(Envelope::parse);
  }

  /** The head as a revocation names it. */
  public Optional<VaultHead> seen() {
    return head().map(head -> new VaultHead(id(), version, head.digest()));
  }

  /** Whether {@code wrapped} is a wrapped key that was accepted here, letter for letter. */
  public boolean holds(String wrapped) {
    return wrapped.equals(wrappedKey) || environmentKeys.contains(wrapped);
  }

  public LocalVault editing(VaultContents edited) {
    return new LocalVault(
        vault,
        edited,
        base,
        version,
        envelope,
        wrappedKey,
        recipients,
        etag,
        pending,
        pendingOfBase,
        environmentKeys);
  }

  /** After {@code sent} was made of the working copy; null when nothing is unanswered. */
  public LocalVault sending(String sent) {
    return sending(sent, false);
  }

  /** After {@code sent} was made of the last version, whatever is edited here. */
  public LocalVault sendingOfBase(String sent) {
    return sending(sent, true);
  }

  private LocalVault sending(String sent, boolean ofBase) {
    return new LocalVault(
        vault,
        working,
        base,
        version,
        envelope,
        wrappedKey,
        recipients,
        etag,
        sent,
        ofBase,
        environmentKeys);
  }

  /** At {@code accepted} with {@code contents} as base, keeping the working copy. */
  public LocalVault at(AcceptedVersion accepted) {
    return new LocalVault(
        vault,
        working,
        accepted.contents(),
        accepted.version(),
        accepted.envelope().orElse(null),
        accepted.wrappedKey().orElse(null),
        accepted.recipients(),
        accepted.etag().orElse(null),
        null,
        false,
        accepted.environmentKeys());
  }

  /** At {@code accepted}, which is what was sent and not answered; edits stay edits. */
  public LocalVault arrived(AcceptedVersion accepted) {
    return pendingOfBase
        ? at(accepted).editing(accepted.contents().applying(edits()))
        : at(accepted);
  }

  @Override
  public String toString() {
    return "LocalVault[" + vault + " version " + version + "]";
  }
}
