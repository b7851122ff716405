package dev.coffer.protocol.chain;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.note.SignedNote;
import java.time.Instant;
import java.util.ArrayList;
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

  private DeviceChain(
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
    DeviceChain chain = EMPTY;
    for (SignedNote event : events) {
      chain = chain.append(event);
    }
    return chain;
  }

  /**
   * The chain with one more event; this one is unchanged.
   *
   * @throws ChainRefused unless the event names this head, is signed by a device that is approved
   *     here (or is the first event, signed by the device it creates), and changes a device that it
   *     may change
   */
  public DeviceChain append(SignedNote note) {
    ChainLink link = ChainLink.parse(note.text());
    if (link.sequence() != digests.size() || !link.previous().equals(headDigest())) {
      throw new ChainRefused("the event does not follow event " + (digests.size() - 1));
    }
    Map<KeyId, ChainDevice> changed = new LinkedHashMap<>(devices);
    Optional<String> owner = account;
    if (link.event() instanceof ChainEvent.Created created) {
      owner = Optional.of(begin(link, created, changed));
    } else {
      ChainDevice author = changed.get(link.author());
      if (author == null || !author.isApproved()) {
        throw new ChainRefused("the event's author is not an approved device");
      }
      apply(link, changed);
    }
    ChainDevice author = changed.get(link.author());
    if (!note.verify(author.keys().verificationKey())) {
      throw new ChainRefused("the event's signature is not its author's");
    }
    List<Digest> longer = new ArrayList<>(digests);
    longer.add(note.digest());
    long revocation = link.event() instanceof ChainEvent.Revoked ? link.sequence() : lastRevocation;
    return new DeviceChain(longer, changed, owner, revocation, policies(link));
  }

  private String begin(
      ChainLink link, ChainEvent.Created created, Map<KeyId, ChainDevice> changed) {
    if (!digests.isEmpty()) {
      throw new ChainRefused("an account is created once");
    }
    if (!link.author().equals(created.device().keyId())) {
      throw new ChainRefused("the first event is signed by the device that it names");
    }
    changed.put(link.author(), device(created.device(), created.name(), 0));
    return created.account();
  }

  private static void apply(ChainLink link, Map<KeyId, ChainDevice> changed) {
    if (link.event() instanceof ChainEvent.Approved approved) {
      KeyId added = approved.device().keyId();
      if (changed.containsKey(added)) {
        throw new ChainRefused("device " + added.shortForm() + " was approved or revoked before");
      }
      changed.put(added, device(approved.device(), approved.name(), link.sequence()));
    } else if (link.event() instanceof ChainEvent.Revoked revoked) {
      ChainDevice target = changed.get(revoked.device());
      if (target == null || !target.isApproved()) {
        throw new ChainRefused("only an approved device can be revoked");
      }
      if (changed.values().stream().filter(ChainDevice::isApproved).count() == 1) {
        throw new ChainRefused("the last approved device cannot be revoked");
      }
      changed.put(
          revoked.device(),
          new ChainDevice(target.keys(), target.name(), target.approvedAt(), Optional.of(revoked)));
    }
  }

  private Policies policies(ChainLink link) {
    if (link.event() instanceof ChainEvent.PolicySet set) {
      return policies.with(new Policies.Standing(set.policy(), link.author(), link.sequence()));
    }
    if (link.event() instanceof ChainEvent.PolicyRemoved removed) {
      return policies.without(policies.require(removed.policy()));
    }
    return policies;
  }

  private static ChainDevice device(DeviceKeys keys, DeviceName name, long approvedAt) {
    return new ChainDevice(keys, name, approvedAt, Optional.empty());
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
