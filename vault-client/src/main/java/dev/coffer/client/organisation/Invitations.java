package dev.coffer.client.organisation;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.CodeDialog;
import dev.coffer.client.account.Polling;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.client.crypto.invitation.InvitationKey;
import dev.coffer.client.remote.ServerAddress;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Invitation;
import dev.coffer.protocol.membership.InvitationCode;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.wire.organisation.InvitationView;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Lets somebody into an organisation, from either side, with two people comparing a code. */
public final class Invitations {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Organisations organisations;
  private final MachineKey machine;
  private final SecureRandom random;

  public Invitations(Organisations organisations, MachineKey machine, SecureRandom random) {
    this.organisations = organisations;
    this.machine = machine;
    this.random = random;
  }

  /**
   * What an invitation offers.
   *
   * @param lifetime how long it can be accepted
   */
  public record Offer(Role role, Access access, Duration lifetime) {}

  /** An invitation for whoever has the link that this returns; the link is shown once. */
  public InvitationLink invite(Organisation organisation, ServerAddress server, Offer offer) {
    return invite(organisation, server, offer, link -> {});
  }

  /**
   * The same.
   *
   * @param beforehand takes the link before the server has the invitation, to keep it whatever
   *     becomes of this process
   */
  public InvitationLink invite(
      Organisation organisation,
      ServerAddress server,
      Offer offer,
      Consumer<InvitationLink> beforehand) {
    InvitationKey key = InvitationKey.generate(random);
    InvitationLink link =
        new InvitationLink(
            server,
            organisation.id(),
            organisation.chain().current().membership().genesis().orElseThrow(),
            organisation.author().identity().keyId(),
            key);
    beforehand.accept(link);
    String id = link.invitation();
    organisation.append(
        new MembershipEvent.Invited(
            id,
            key.publicKey(),
            InvitationCode.commitment(id, machine.invitationNonce(id)),
            organisation.author().now().plus(offer.lifetime()),
            offer.role(),
            offer.access()));
    return link;
  }

  /**
   * Makes the invitation void that {@code named} accepted, or whose id begins like this.
   *
   * @throws ClientException.NotFound unless there is exactly one that is not confirmed
   */
  public Invitation withdraw(Organisation organisation, String named) {
    Membership now = organisation.chain().current().membership();
    List<Invitation> found =
        now.invitations().stream()
            .filter(
                invitation ->
                    invitation.status() == Invitation.Status.OPEN
                        || invitation.status() == Invitation.Status.JOINED)
            .filter(
                invitation -> invitation.id().startsWith(named) || isCalled(now, invitation, named))
            .toList();
    if (named.isEmpty() || found.size() != 1) {
      throw new ClientException.NotFound(
          found.isEmpty() ? "there is no such open invitation" : "several invitations begin so",
          "'coffer org show' lists them");
    }
    organisation.append(new MembershipEvent.Withdrawn(found.get(0).id()));
    return found.get(0);
  }

  private static boolean isCalled(Membership now, Invitation invitation, String named) {
    return invitation
        .joiner()
        .flatMap(now::member)
        .filter(member -> member.name().equals(named) || member.account().equals(named))
        .isPresent();
  }

  /**
   * Confirms whoever accepted an invitation of this device under the name {@code named}, after the
   * codes were compared.
   *
   * @return the member that it is now
   * @throws ClientException.Tampered when the codes differ; nobody has any rights then
   */
  public Member confirm(Organisation organisation, String named, CodeDialog dialog) {
    Membership now = organisation.chain().current().membership();
    Invitation invitation = waiting(now, named);
    if (!invitation.inviter().equals(organisation.author().identity().keyId())) {
      throw new ClientException.Usage(
          "another device made that invitation, and only it can compare the code",
          "run this there, or 'coffer org withdraw " + named + "' and invite again from here");
    }
    Bytes nonce = machine.invitationNonce(invitation.id());
    organisation.remote().reveal(organisation.id().toString(), invitation.id(), nonce.base64());
    dialog.waiting();
    String code =
        InvitationCode.code(
            now.genesis().orElseThrow(), invitation.joinedEvent().orElseThrow(), nonce);
    requireSame(code, dialog.exchange(code), "nobody was confirmed");
    TrustedMembership confirmed =
        organisation.append(new MembershipEvent.Confirmed(invitation.id(), nonce));
    return confirmed.membership().member(invitation.joiner().orElseThrow()).orElseThrow();
  }

  private static Invitation waiting(Membership now, String named) {
    List<Invitation> found =
        now.invitations().stream()
            .filter(invitation -> invitation.status() == Invitation.Status.JOINED)
            .filter(invitation -> isCalled(now, invitation, named))
            .toList();
    if (found.size() != 1) {
      throw new ClientException.NotFound(
          "nobody called '" + named + "' waits to be confirmed",
          "they run 'coffer org join' first; 'coffer org show' lists who waits");
    }
    return found.get(0);
  }

  /**
   * Accepts the invitation of {@code link} for this account with all its devices, compares codes,
   * and waits to be confirmed. Run again after an interruption, it goes on where it was.
   *
   * @throws ClientException.Tampered when the server shows another organisation than the link
   *     names, or the codes differ
   */
  public Organisation join(InvitationLink link, CodeDialog dialog) {
    Organisation organisation = organisations.of(link.organisation());
    TrustedMembership now =
        organisation
            .chain()
            .pin(Optional.of(link.invitation()), chain -> chain.requireOffers(link));
    Invitation invitation = now.membership().invitation(link.invitation()).orElseThrow();
    if (invitation.status() == Invitation.Status.OPEN) {
      now = accept(organisation, now, link);
    }
    try {
      compare(organisation, joined(organisation, link), dialog);
    } catch (ClientException.Tampered e) {
      organisation.chain().forget();
      throw e;
    }
    new Polling(PATIENCE)
        .await("the inviter to confirm", () -> Optional.of(organisation).filter(this::isIn));
    return organisation;
  }

  private TrustedMembership accept(
      Organisation organisation, TrustedMembership pinned, InvitationLink link) {
    byte[] random32 = new byte[InvitationCode.NONCE_LENGTH];
    random.nextBytes(random32);
    Bytes nonce = Bytes.of(random32);
    Organisations.Account account = organisations.account();
    List<MembershipEvent.NamedDevice> devices = account.named();
    String proof =
        InvitationCode.proofText(
            pinned.membership().genesis().orElseThrow(),
            link.invitation(),
            account.session().accountId(),
            account.session().account(),
            nonce,
            devices);
    return organisation.appendAs(
        link.invitation(),
        new MembershipEvent.Joined(
            link.invitation(),
            account.session().accountId(),
            account.session().account(),
            nonce,
            devices,
            link.key().sign(proof)));
  }

  private Invitation joined(Organisation organisation, InvitationLink link) {
    Membership now = organisation.chain().current().membership();
    String account = organisations.account().session().accountId();
    now.member(account).ifPresent(this::requireOwnDevices);
    return now.invitation(link.invitation())
        .filter(invitation -> invitation.joiner().equals(Optional.of(account)))
        .filter(invitation -> invitation.status() != Invitation.Status.WITHDRAWN)
        .orElseThrow(
            () ->
                new ClientException.Conflict(
                    "the invitation was withdrawn, or somebody else has accepted it",
                    "ask for a new link"));
  }

  /**
   * Somebody who has read the link could accept first, in this account's name with another device:
   * the codes are made of that event on both sides, and would agree.
   */
  private void requireOwnDevices(Member self) {
    Set<DeviceKeys> own =
        organisations.account().named().stream()
            .map(MembershipEvent.NamedDevice::keys)
            .collect(Collectors.toSet());
    if (!self.approvedDevices().stream().map(ChainDevice::keys).allMatch(own::contains)) {
      throw new ClientException.Tampered(
          "somebody has accepted the invitation in your name with a device that is not yours",
          "compare no code; have the inviter withdraw the invitation, and send you the next link"
              + " another way");
    }
  }

  private void compare(Organisation organisation, Invitation invitation, CodeDialog dialog) {
    if (isIn(organisation)) {
      return;
    }
    dialog.waiting();
    String id = organisation.id().toString();
    String reveal =
        new Polling(PATIENCE)
            .await(
                "'coffer org confirm' on the inviter's machine",
                () ->
                    Optional.ofNullable(organisation.remote().invitation(id, invitation.id()))
                        .map(InvitationView::reveal));
    Bytes nonce = Bytes.ofBase64(reveal, InvitationCode.NONCE_LENGTH);
    if (!InvitationCode.commitment(invitation.id(), nonce)
        .equals(invitation.invited().commitment())) {
      throw new ClientException.Tampered(
          "the server passed on another nonce than the inviter committed to", "ask who runs it");
    }
    Digest genesis =
        organisation.chain().known().orElseThrow().membership().genesis().orElseThrow();
    String code = InvitationCode.code(genesis, invitation.joinedEvent().orElseThrow(), nonce);
    requireSame(code, dialog.exchange(code), "you are in no organisation");
  }

  private boolean isIn(Organisation organisation) {
    Membership now = organisation.chain().current().membership();
    return now.member(organisations.account().session().accountId())
        .filter(Member::isActive)
        .isPresent();
  }

  private static void requireSame(String code, String typed, String consequence) {
    if (!code.replace(" ", "").equals(typed.replace(" ", ""))) {
      throw new ClientException.Tampered(
          "the codes differ; " + consequence,
          "was it mistyped? Compare again; if it stays so, somebody is between you: withdraw the"
              + " invitation and ask who runs the server");
    }
  }
}
