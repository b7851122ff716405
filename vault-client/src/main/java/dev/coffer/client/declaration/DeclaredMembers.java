package dev.coffer.client.declaration;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.organisation.InvitationLink;
import dev.coffer.client.organisation.Invitations.Offer;
import dev.coffer.client.organisation.Members;
import dev.coffer.client.organisation.Organisation;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The members of one organisation, and who is on the way in. */
public final class DeclaredMembers {
  private final Workspace workspace;
  private final Organisation organisation;
  private final String named;
  private Unfinished unfinished;

  /**
   * The members of {@code organisation}.
   *
   * @throws ClientException.NotFound when the account does not belong to it
   */
  public DeclaredMembers(Workspace workspace, String organisation) {
    this.workspace = workspace;
    this.named = organisation;
    this.organisation = workspace.shared().organisations().find(organisation);
  }

  /** The organisation's name or id, as it was given. */
  public String named() {
    return named;
  }

  public Organisation organisation() {
    return organisation;
  }

  /** What the verified chain says now. */
  public Membership now() {
    return organisation.chain().current().membership();
  }

  /** The active member with this name or account id. */
  public Optional<Member> find(String nameOrAccount) {
    try {
      return Optional.of(organisation.chain().current().member(nameOrAccount));
    } catch (ClientException.NotFound e) {
      return Optional.empty();
    }
  }

  /**
   * The member with this name or account id who was removed and is no member again, while vaults
   * still have a key that they know.
   */
  public Optional<Member> removed(String nameOrAccount) {
    return now().members().stream()
        .filter(Admission::isRemoved)
        .filter(one -> one.account().equals(nameOrAccount) || one.name().equals(nameOrAccount))
        .filter(one -> !unfinished(one.account()).isEmpty())
        .findFirst();
  }

  /** The vaults that still have a key to which {@code account} has lost the right. */
  public List<String> unfinished(String account) {
    if (unfinished == null) {
      unfinished = Unfinished.in(workspace, organisation);
    }
    return unfinished.of(account);
  }

  /** Whether {@code account} is this account's own id. */
  public boolean isSelf(String account) {
    return workspace.account().accountId().equals(account);
  }

  /**
   * Gives an active member exactly {@code rights}, and every vault a new key where something was
   * taken. Does nothing but what is left of it where it was done before.
   *
   * @throws ClientException.Failed when a vault has no new key yet
   */
  public Member grant(String nameOrAccount, Rights rights) {
    Members.Change change = members().grant(nameOrAccount, rights.role(), rights.access());
    Remainder.ofGrant(change.member(), named).requireNone(change.vaults());
    return change.member();
  }

  private Members members() {
    return workspace.shared().members(organisation);
  }

  /**
   * An invitation for whoever has the link, which is a secret until it was used.
   *
   * @param beforehand takes the link before the server has the invitation
   */
  public InvitationLink invite(
      Rights rights, Duration lifetime, Consumer<InvitationLink> beforehand) {
    return workspace
        .shared()
        .invitations()
        .invite(
            organisation,
            workspace.server(Optional.empty()),
            new Offer(rights.role(), rights.access(), lifetime),
            beforehand);
  }

  /**
   * How far somebody has come by the invitation with this id, or who the member came by. {@link
   * Admission.Progress#REMOVED} while vaults still have a key that the member knows, and empty from
   * then on.
   */
  public Optional<Admission> admission(String idOrMember) {
    Membership now = now();
    return Admission.find(now, idOrMember, workspace.surroundings().clock().instant())
        .or(
            () ->
                Admission.ended(now, idOrMember)
                    .filter(ended -> !unfinished(ended.account().orElseThrow()).isEmpty()));
  }

  /**
   * Makes an invitation void that nobody was confirmed for.
   *
   * @throws ClientException.NotFound when there is none that is not void
   */
  public void withdraw(String invitation) {
    workspace.shared().invitations().withdraw(organisation, invitation);
  }

  /**
   * Ends a membership, with a new key for every vault.
   *
   * @return how many values the member has read or could read; empty when it cannot be found out
   * @throws ClientException.Failed when a vault has no new key yet
   */
  public OptionalInt remove(String nameOrAccount) {
    return readable(members().remove(nameOrAccount));
  }

  /**
   * Does what is left of a removal, and ends no membership: not even that of who has come back.
   *
   * @return how many values the member has read or could read; empty when it cannot be found out
   * @throws ClientException.Failed when a vault has no new key yet
   */
  public OptionalInt finish(String account) {
    return readable(members().finish(account));
  }

  private OptionalInt readable(Members.Removal removal) {
    Remainder.ofRemoval(removal.member(), named).requireNone(removal.vaults());
    return removal.untold().isPresent()
        ? OptionalInt.empty()
        : OptionalInt.of(removal.exposures().size());
  }
}
