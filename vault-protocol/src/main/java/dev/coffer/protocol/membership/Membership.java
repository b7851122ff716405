package dev.coffer.protocol.membership;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.chain.Policies;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.note.EventPlace;
import dev.coffer.protocol.note.Signatures;
import dev.coffer.protocol.note.SignedNote;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An organisation's members, their devices and rights, derived from its events alone. An instance
 * is a chain in which every event names the one before, was allowed to its author at that point,
 * and carries its author's signature. Immutable.
 */
public final class Membership implements Roster {
  private static final Membership EMPTY = new Membership(new MembershipState());

  /** So many events take longer to read than it takes to wake another processor. */
  private static final int WORTH_SHARING = 16;

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
   * The same with events that were verified after it was taken, from the same store: their rules
   * are applied, their signatures are not verified again.
   *
   * @throws ChainRefused when an event may not follow
   */
  public static Membership restore(MembershipSnapshot snapshot, Collection<SignedNote> since) {
    MembershipState state = snapshot.state();
    Signatures verifiedBefore = new Signatures();
    since.forEach(event -> follow(state, MembershipLink.Reading.of(event), verifiedBefore));
    return new Membership(state);
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
   * The chain with more events; this one is unchanged. Many are read and verified on all
   * processors.
   *
   * @throws ChainRefused for the first event that may not follow
   * @throws Malformed for the first event that may not follow, when it has not the form of one
   */
  public Membership appendAll(Collection<SignedNote> events) {
    MembershipState longer = state.copy();
    Signatures signatures = new Signatures();
    try {
      read(events).forEach(event -> follow(longer, event, signatures));
    } catch (ChainRefused later) {
      requireAll(signatures);
      throw new ChainRefused("event " + longer.digests.size() + ": " + later.getMessage());
    } catch (Malformed later) {
      requireAll(signatures);
      throw new Malformed("event " + longer.digests.size() + ": " + later.getMessage());
    }
    requireAll(signatures);
    return new Membership(longer);
  }

  private static List<MembershipLink.Reading> read(Collection<SignedNote> events) {
    Stream<SignedNote> all =
        events.size() < WORTH_SHARING ? events.stream() : events.parallelStream();
    return all.map(MembershipLink.Reading::of).toList();
  }

  private static void follow(
      MembershipState state, MembershipLink.Reading event, Signatures signatures) {
    String where = "event " + state.digests.size() + ": ";
    ChainDevice author =
        new MembershipRules(state, event.requireLink(), event.digest(), signatures).apply();
    signatures.expect(
        () -> event.note().verify(author.keys().verificationKey()),
        where + "the signature is not its author's");
  }

  /** Also before an event is refused for something else: one before it may be the first bad one. */
  private static void requireAll(Signatures signatures) {
    signatures
        .firstBroken()
        .ifPresent(
            reason -> {
              throw new ChainRefused(reason);
            });
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
    return isEmpty() ? Optional.empty() : Optional.of(state.digest(0));
  }

  /** Every account that belongs, ever belonged, or waits to be confirmed. */
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

  /**
   * {@inheritDoc}
   *
   * <p>A device whose member is not confirmed yet is shown as ended, since it has no rights.
   */
  @Override
  public Optional<ChainDevice> device(KeyId id) {
    return state
        .memberOf(id)
        .flatMap(member -> member.device(id).map(device -> shown(member, device)));
  }

  private static ChainDevice shown(Member member, ChainDevice device) {
    boolean waits = member.status() == Member.Status.JOINED && device.isApproved();
    return waits ? device.ended(List.of()) : device;
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
        .filter(member -> member.hasApproved(device))
        .map(Member::reach)
        .orElse(Reach.NOTHING);
  }

  /**
   * {@inheritDoc}
   *
   * <p>What it was allowed when rights were taken from it, for a version that was accepted by then;
   * else what it may do now, if it may write at all.
   */
  @Override
  public Optional<Reach> authority(KeyId author, VaultHead version) {
    Reach now = reach(author);
    Optional<Reach> then =
        state.memberOf(author).flatMap(member -> member.believed(author, version));
    return then.filter(reach -> reach.isReducedBy(now))
        .or(() -> Optional.of(now).filter(Reach::writesAny));
  }

  @Override
  public Policies policies() {
    return state.policies;
  }

  @Override
  public Optional<VaultHead> floor(VaultId vault) {
    return Optional.ofNullable(state.floors.get(vault));
  }

  @Override
  public boolean revokedAfter(long sequence) {
    return state.lastLoss > sequence;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where it does not, {@link #lostAfter} says the same of both events, of every account.
   */
  @Override
  public boolean lossBetween(long older, long newer) {
    return state.losses.values().stream().anyMatch(lost -> lost > older && lost <= newer);
  }

  /**
   * Whether it was {@code account} who lost a key after event {@code sequence}: by its removal, by
   * fewer rights, or with a device.
   */
  public boolean lostAfter(String account, long sequence) {
    return state.losses.getOrDefault(account, -1L) > sequence;
  }

  /** The number of the event with this digest; empty where it is none of this chain. */
  public OptionalLong sequence(Digest event) {
    int found = state.digests.indexOf(event.text());
    return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
  }

  @Override
  public boolean contains(ChainPosition position) {
    return position.sequence() < length()
        && state.digests.get((int) position.sequence()).equals(position.digest().text());
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
