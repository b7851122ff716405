package dev.coffer.client.organisation;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.membership.Invitation;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import dev.coffer.protocol.membership.MembershipLink;
import dev.coffer.protocol.membership.MembershipSnapshot;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.organisation.MembershipPage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The organisation's chain that this machine pinned and verified. It only ever grows: a shorter, a
 * forked and another organisation's chain are refused and leave it as it was. Immutable.
 */
public final class TrustedMembership {
  private final Membership membership;
  private final Optional<List<String>> since;

  private TrustedMembership(Membership membership) {
    this(membership, Optional.empty());
  }

  private TrustedMembership(Membership membership, Optional<List<String>> since) {
    this.membership = membership;
    this.since = since;
  }

  /** The chain that this device begins with {@code created}, signed by itself. */
  static TrustedMembership begin(SignedNote created) {
    return new TrustedMembership(verified(List.of(created.format())));
  }

  /**
   * Returns this chain, for which the link vouches: it begins with the link's first event, and
   * holds the link's invitation by the link's inviter.
   *
   * @throws ClientException.Tampered for any other chain
   */
  TrustedMembership requireOffers(InvitationLink link) {
    if (!membership.genesis().equals(Optional.of(link.genesis()))
        || !membership.organisation().equals(link.organisation())) {
      throw tampered("the server shows another organisation than the link names");
    }
    Optional<Invitation> invitation = membership.invitation(link.invitation());
    if (invitation.isEmpty()) {
      throw new ClientException.NotFound(
          "the organisation has no such invitation", "ask for a new link");
    }
    if (!invitation.get().inviter().equals(link.inviter())
        || !invitation.get().invited().key().equals(link.publicKey())) {
      throw tampered("the server shows another invitation than the link was made for");
    }
    return this;
  }

  /**
   * The chain into which another device of the same account has let this one: that device's
   * signature covers everything before it.
   *
   * @param account id of the account that is signed in
   * @param devices the account's verified devices
   * @throws ClientException.Tampered when no device of the account vouches for this one
   */
  static TrustedMembership adopt(
      String account, KeyId device, DeviceChain devices, List<String> events) {
    Membership membership = verified(events);
    boolean vouched =
        events.stream()
            .map(event -> MembershipLink.parse(SignedNote.parse(event).text()))
            .anyMatch(
                link ->
                    devices.device(link.place().author()).isPresent()
                        && names(link.event(), account, device));
    if (!vouched) {
      throw new ClientException.Refused(
          403,
          "device_not_approved",
          "no device of this account has vouched for this one in the organisation",
          "run any 'coffer' command for the organisation on your other device, then again here",
          null);
    }
    return new TrustedMembership(membership);
  }

  private static boolean names(MembershipEvent event, String account, KeyId device) {
    if (event instanceof MembershipEvent.DeviceApproved approved) {
      return approved.account().equals(account) && holds(List.of(approved.device()), device);
    }
    if (event instanceof MembershipEvent.Joined joined) {
      return joined.account().equals(account) && holds(joined.devices(), device);
    }
    return event instanceof MembershipEvent.Created created
        && created.account().equals(account)
        && holds(created.devices(), device);
  }

  private static boolean holds(List<NamedDevice> devices, KeyId device) {
    return devices.stream().anyMatch(named -> named.keys().keyId().equals(device));
  }

  /**
   * Any chain, pinned to nothing: what it says is to be compared by people.
   *
   * @throws ClientException.Tampered when an event may not follow those before it
   */
  public static TrustedMembership unpinned(List<String> events) {
    return new TrustedMembership(verified(events));
  }

  private static Membership verified(List<String> events) {
    if (events.isEmpty()) {
      throw tampered("the server shows no events of the organisation");
    }
    return grown(Membership.empty(), events);
  }

  private static Membership grown(Membership membership, List<String> events) {
    try {
      return membership.appendAll(events.stream().map(SignedNote::parse).toList());
    } catch (ChainRefused | Malformed e) {
      throw tampered("the organisation's chain is not valid: " + e.getMessage());
    }
  }

  /**
   * This chain with what {@code page} adds.
   *
   * @throws ClientException.Tampered when the server's chain is shorter, forked, or adds an event
   *     that may not follow
   */
  TrustedMembership extend(MembershipPage page) {
    if (page.from() == null || page.events() == null || page.length() == null) {
      throw tampered("the server's answer about the organisation's chain lacks a member");
    }
    if (page.length() < length()) {
      throw tampered(
          "the server's chain of the organisation has "
              + page.length()
              + " events, this machine saw "
              + length());
    }
    if (page.from() != length()) {
      throw tampered("the server left out events of the organisation's chain");
    }
    return page.events().isEmpty() ? this : extended(page.events());
  }

  private TrustedMembership extended(List<String> events) {
    requireNotForked(events.get(0));
    return new TrustedMembership(grown(membership, events), longer(events));
  }

  private Optional<List<String>> longer(List<String> events) {
    return since.map(before -> Stream.concat(before.stream(), events.stream()).toList());
  }

  private void requireNotForked(String first) {
    Optional<Digest> previous;
    try {
      previous = MembershipLink.parse(SignedNote.parse(first).text()).place().previous();
    } catch (Malformed e) {
      throw tampered("the organisation's chain is not valid: " + e.getMessage());
    }
    if (!previous.equals(Optional.of(membership.head().orElseThrow().digest()))) {
      throw tampered(
          "the server's chain of the organisation is forked: it does not go on from the event that"
              + " this machine saw last");
    }
  }

  /**
   * This chain with {@code event}, which this device signed.
   *
   * @throws ClientException.Conflict when the organisation's rules do not allow it; nothing was
   *     sent
   */
  TrustedMembership append(SignedNote event) {
    try {
      return new TrustedMembership(membership.append(event), longer(List.of(event.format())));
    } catch (ChainRefused e) {
      throw new ClientException.Conflict(
          "the organisation does not allow that: " + e.getMessage(),
          "nothing was changed; 'coffer org show' has the members and their roles");
    }
  }

  /** The members and rights that the events give. */
  public Membership membership() {
    return membership;
  }

  /** How many events were verified; the {@code from} of the next question. */
  public int length() {
    return membership.length();
  }

  /** Short text that two people can compare: equal only for the same first event. */
  public String fingerprint() {
    return Fingerprint.of(membership.genesis().orElseThrow());
  }

  /** The same for the newest event, and so for everything before it. */
  public String headFingerprint() {
    return Fingerprint.of(membership.head().orElseThrow().digest());
  }

  /**
   * The active member with {@code account} as its id or its name.
   *
   * @throws ClientException.NotFound unless there is exactly one
   */
  public Member member(String account) {
    List<Member> found =
        membership.members().stream()
            .filter(Member::isActive)
            .filter(member -> member.account().equals(account) || member.name().equals(account))
            .toList();
    if (found.size() != 1) {
      throw new ClientException.NotFound(
          (found.isEmpty() ? "no member" : "more than one member") + " is called '" + account + "'",
          "'coffer org show' lists the members; their ids work as well");
    }
    return found.get(0);
  }

  /**
   * The events that the snapshot lacks from which a store restored this chain: all that it has to
   * add. Empty when it comes from no store.
   */
  Optional<List<String>> since() {
    return since;
  }

  /** All of it, for a store that nobody else can write. */
  MembershipSnapshot snapshot() {
    return membership.snapshot();
  }

  /**
   * What such a store has; signatures were verified before it was stored.
   *
   * @throws Malformed when {@code since} does not go on from {@code snapshot}
   */
  static TrustedMembership restore(MembershipSnapshot snapshot, List<String> since) {
    try {
      List<SignedNote> events = since.stream().map(SignedNote::parse).toList();
      return new TrustedMembership(
          Membership.restore(snapshot, events), Optional.of(List.copyOf(since)));
    } catch (ChainRefused e) {
      throw new Malformed("the stored chain does not go on: " + e.getMessage());
    }
  }

  private static ClientException tampered(String what) {
    return new ClientException.Tampered(
        what, "nothing was stored; ask whoever runs the server before you go on");
  }
}
