package dev.coffer.protocol.membership;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.note.EventPlace;
import dev.coffer.protocol.note.SignedNote;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An organisation's members, their devices and rights, derived from its events alone. An instance
 * is a chain in which every event names the one before, was allowed to its author at that point,
 * and carries its author's signature. Immutable.
 */
public final class Membership implements Roster {
  private static final Membership EMPTY = new Membership(new MembershipState());

  private final MembershipState state;

  private Membership(MembershipState state) {
    this.state = state;
  }

  public static Membership empty() {
    return EMPTY;
  }

  /**
   * Replays {@code events} from the beginning.
   *
   * @throws ChainRefused for the first event that may not follow those before it
   */
  public static Membership replay(Collection<SignedNote> events) {
    return EMPTY.appendAll(events);
  }

  /** What {@link #snapshot} took, from a store that nobody else can write: nothing is verified. */
  public static Membership restore(MembershipSnapshot snapshot) {
    return new Membership(snapshot.state());
  }

  /**
   * The chain with one more event; this one is unchanged.
   *
   * @throws ChainRefused unless the event names this head, its author may do what it says, and it
   *     carries the author's signature
   */
  public Membership append(SignedNote event) {
    return appendAll(List.of(event));
  }

  /**
   * The chain with more events; this one is unchanged.
   *
   * @throws ChainRefused for the first event that may not follow
   */
  public Membership appendAll(Collection<SignedNote> events) {
    MembershipState longer = state.copy();
    for (SignedNote event : events) {
      MembershipLink link = MembershipLink.parse(event.text());
      ChainDevice author = new MembershipRules(longer, link, event.digest()).apply();
      if (!event.verify(author.keys().verificationKey())) {
        throw new ChainRefused("the event's signature is not its author's");
      }
    }
    return new Membership(longer);
  }

  /** Everything that {@link #restore} needs, in texts. */
  public MembershipSnapshot snapshot() {
    return MembershipSnapshot.of(state);
  }

  public boolean isEmpty() {
    return state.digests.isEmpty();
  }

  /** How many events there are. */
  public int length() {
    return state.digests.size();
  }

  /** The id that the first event gave. Only of a chain that is not empty. */
  public UUID organisation() {
    return state.organisation;
  }

  public OrganisationName name() {
    return state.name;
  }

  /** Whether vaults in format {@code lpm} may be shared. */
  public boolean allowsLpm() {
    return state.lpm;
  }

  /** The first event's digest: what a client pins. */
  public Optional<Digest> genesis() {
    return state.digests.stream().findFirst();
  }

  /** Every account that ever belonged or accepted an invitation, oldest first. */
  public List<Member> members() {
    return List.copyOf(state.members.values());
  }

  public Optional<Member> member(String account) {
    return Optional.ofNullable(state.members.get(account));
  }

  /** The member whose device {@code device} is, or was. */
  public Optional<Member> memberOf(KeyId device) {
    return state.memberOf(device);
  }

  /** Every invitation, oldest first. */
  public List<Invitation> invitations() {
    return List.copyOf(state.invitations.values());
  }

  public Optional<Invitation> invitation(String id) {
    return Optional.ofNullable(state.invitations.get(id));
  }

  @Override
  public Optional<ChainDevice> device(KeyId id) {
    return state.device(id);
  }

  @Override
  public List<ChainDevice> approved() {
    return state.members.values().stream()
        .filter(Member::isActive)
        .flatMap(member -> member.approvedDevices().stream())
        .toList();
  }

  @Override
  public Reach reach(KeyId device) {
    return state
        .memberOf(device)
        .filter(member -> device(device).filter(ChainDevice::isApproved).isPresent())
        .map(Member::reach)
        .orElse(Reach.NOTHING);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Everything for a version up to which the author was accepted by who took rights from it;
   * else what it may do now, if it may write at all.
   */
  @Override
  public Optional<Reach> authority(KeyId author, VaultHead version) {
    Optional<ChainDevice> device = device(author);
    if (device.isEmpty()) {
      return Optional.empty();
    }
    boolean accepted =
        state.memberOf(author).filter(member -> member.accepts(version)).isPresent()
            || device
                .get()
                .believedHead(version.vault())
                .filter(head -> head.covers(version))
                .isPresent();
    return accepted ? Optional.of(Reach.ALL) : Optional.of(reach(author)).filter(Reach::writesAny);
  }

  @Override
  public Optional<VaultHead> floor(VaultId vault) {
    return Optional.ofNullable(state.floors.get(vault));
  }

  @Override
  public boolean revokedAfter(long sequence) {
    return state.lastLoss > sequence;
  }

  @Override
  public boolean contains(ChainPosition position) {
    return position.sequence() < length()
        && state.digests.get((int) position.sequence()).equals(position.digest());
  }

  @Override
  public Optional<ChainPosition> head() {
    return state.headDigest().map(digest -> new ChainPosition(length() - 1L, digest));
  }

  /** The link that {@code event} would be as the next one. */
  public MembershipLink next(MembershipEvent event, KeyId author, Instant time) {
    return new MembershipLink(new EventPlace(length(), state.headDigest(), time, author), event);
  }

  @Override
  public String toString() {
    return "Membership[" + state.name + ", " + length() + " events]";
  }
}
