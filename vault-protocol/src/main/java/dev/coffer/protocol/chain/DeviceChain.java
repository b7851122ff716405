package dev.coffer.protocol.chain;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.snapshot.DeviceChainSnapshot;
import dev.coffer.protocol.chain.snapshot.DeviceText;
import dev.coffer.protocol.chain.snapshot.HeadLists;
import dev.coffer.protocol.chain.snapshot.PolicyText;
import dev.coffer.protocol.note.Signatures;
import dev.coffer.protocol.note.SignedNote;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account's devices, derived from its events alone. An instance is a chain in which every event
 * was signed by a device approved at that point and names the event before it. Immutable.
 */
public final class DeviceChain implements Roster {
  private static final DeviceChain EMPTY =
      new DeviceChain(List.of(), Map.of(), Optional.empty(), -1, Policies.NONE);

  private final List<Digest> digests;
  private final Map<KeyId, ChainDevice> devices;
  private final Optional<String> account;
  private final long lastRevocation;
  private final Policies policies;

  DeviceChain(
      List<Digest> digests,
      Map<KeyId, ChainDevice> devices,
      Optional<String> account,
      long lastRevocation,
      Policies policies) {
    this.digests = List.copyOf(digests);
    this.devices = new LinkedHashMap<>(devices);
    this.account = account;
    this.lastRevocation = lastRevocation;
    this.policies = policies;
  }

  public static DeviceChain empty() {
    return EMPTY;
  }

  /**
   * Replays {@code events} from the beginning.
   *
   * @throws ChainRefused for the first event that may not follow those before it
   */
  public static DeviceChain replay(Collection<SignedNote> events) {
    return EMPTY.appendAll(events);
  }

  /**
   * What {@link #snapshot} took, with events that were verified after it was taken, all from a
   * store that nobody else can write: the events' rules are applied, and no signature is verified.
   *
   * @throws Malformed when it is none of those that are written now
   * @throws ChainRefused when an event may not follow
   */
  public static DeviceChain restore(DeviceChainSnapshot snapshot, Collection<SignedNote> since) {
    DeviceChainDraft draft = DeviceChainDraft.of(snapshot);
    Signatures verifiedBefore = new Signatures();
    since.forEach(event -> draft.follow(event, verifiedBefore));
    return draft.chain();
  }

  /** Everything that {@link #restore} needs, in texts. Only of a chain that is not empty. */
  public DeviceChainSnapshot snapshot() {
    HeadLists heads = new HeadLists();
    List<DeviceText> texts =
        devices.values().stream().map(device -> DeviceText.of(device, heads)).toList();
    return new DeviceChainSnapshot(
        DeviceChainSnapshot.FORM,
        account.orElseThrow(),
        lastRevocation,
        digests.stream().map(Digest::text).toList(),
        texts,
        heads.texts(),
        policies.all().stream().map(PolicyText::of).toList());
  }

  /**
   * The chain with one more event; this one is unchanged.
   *
   * @throws ChainRefused unless the event names this head, is signed by a device that is approved
   *     here (or is the first event, signed by the device it creates), and changes a device that it
   *     may change
   */
  public DeviceChain append(SignedNote event) {
    return appendAll(List.of(event));
  }

  /**
   * The chain with more events; this one is unchanged. Many are verified on all processors.
   *
   * @throws ChainRefused for the first event that may not follow
   */
  public DeviceChain appendAll(Collection<SignedNote> events) {
    DeviceChainDraft draft =
        new DeviceChainDraft(digests, devices, account, lastRevocation, policies);
    Signatures signatures = new Signatures();
    try {
      events.forEach(event -> draft.follow(event, signatures));
    } catch (ChainRefused | Malformed later) {
      requireAll(signatures);
      throw later;
    }
    requireAll(signatures);
    return draft.chain();
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

  public boolean isEmpty() {
    return digests.isEmpty();
  }

  /** How many events there are. */
  public int length() {
    return digests.size();
  }

  /** The account that the first event names. */
  public Optional<String> account() {
    return account;
  }

  @Override
  public Optional<ChainPosition> head() {
    return headDigest().map(digest -> new ChainPosition(digests.size() - 1L, digest));
  }

  /** The first event's digest: what a client pins. */
  public Optional<Digest> genesis() {
    return digests.stream().findFirst();
  }

  @Override
  public boolean contains(ChainPosition position) {
    return position.sequence() < digests.size()
        && digests.get((int) position.sequence()).equals(position.digest());
  }

  /** Every device that was ever approved, oldest first. */
  public List<ChainDevice> devices() {
    return List.copyOf(devices.values());
  }

  @Override
  public Optional<ChainDevice> device(KeyId id) {
    return Optional.ofNullable(devices.get(id));
  }

  @Override
  public List<ChainDevice> approved() {
    return devices.values().stream().filter(ChainDevice::isApproved).toList();
  }

  @Override
  public Reach reach(KeyId device) {
    return device(device).filter(ChainDevice::isApproved).isPresent() ? Reach.ALL : Reach.NOTHING;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Everything, for a device that is approved now, or was revoked by one that had accepted this
   * very version, or a later one, before.
   */
  @Override
  public Optional<Reach> authority(KeyId author, VaultHead version) {
    return device(author).filter(device -> believes(device, version)).map(device -> Reach.ALL);
  }

  private static boolean believes(ChainDevice device, VaultHead version) {
    return device.isApproved()
        || device.believedHead(version.vault()).filter(head -> head.covers(version)).isPresent();
  }

  @Override
  public Optional<VaultHead> floor(VaultId vault) {
    return devices.values().stream()
        .flatMap(device -> device.believedHead(vault).stream())
        .max(Comparator.comparingInt(VaultHead::version));
  }

  @Override
  public boolean revokedAfter(long sequence) {
    return lastRevocation > sequence;
  }

  @Override
  public Policies policies() {
    return policies;
  }

  /** The link that {@code event} would be as the next one. */
  public ChainLink next(ChainEvent event, KeyId author, Instant time) {
    return new ChainLink(digests.size(), headDigest(), time, author, event);
  }

  private Optional<Digest> headDigest() {
    return digests.isEmpty() ? Optional.empty() : Optional.of(digests.get(digests.size() - 1));
  }
}
