package dev.coffer.client.identity;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.chain.snapshot.DeviceChainSnapshot;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.note.VerificationKey;
import dev.coffer.protocol.wire.device.ChainPage;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The account's chain that this machine pinned and verified. It only ever grows: a shorter, a
 * forked and another account's chain are refused and leave it as it was. Immutable.
 */
public final class TrustedChain {
  private static final TrustedChain NOTHING = new TrustedChain(DeviceChain.empty(), 0, List.of());

  private final DeviceChain chain;
  private final int from;
  private final List<String> events;

  /** A chain of which {@code events} are those from sequence {@code from} on. */
  private TrustedChain(DeviceChain chain, int from, List<String> events) {
    this.chain = chain;
    this.from = from;
    this.events = List.copyOf(events);
  }

  /** The chain of an account that this device begins with {@code created}, signed by itself. */
  public static TrustedChain begin(SignedNote created) {
    return NOTHING.append(created);
  }

  /**
   * The chain that a confirmed pairing vouches for.
   *
   * @param account the account that is signed in here
   * @param events all events from the first one on
   * @throws ClientException.Tampered unless the chain is that account's, begins with the pinned
   *     event, holds the confirmed position, and every event may follow those before it
   */
  public static TrustedChain pin(String account, ConfirmedPairing pairing, List<String> events) {
    TrustedChain chain = NOTHING.appendAll(events);
    if (!chain.chain.genesis().equals(Optional.of(pairing.genesis()))
        || !chain.chain.contains(pairing.position())) {
      throw tampered("the server shows another device chain than the approving device has");
    }
    chain.requireAccount(account);
    return chain;
  }

  /**
   * The chain that a recovery key vouches for: the key's device depends on the first event, so a
   * server that makes up another first event cannot name the device that belongs to it.
   *
   * @param account the account that is signed in here
   * @param deviceUnder the recovery key's device in a chain with the given first event
   * @param events all events from the first one on
   * @throws ClientException.Tampered unless the chain is that account's and whole, and let that
   *     device in
   * @throws ClientException.Refused when the chain has revoked it since
   */
  public static TrustedChain recover(
      String account, Function<Digest, KeyId> deviceUnder, List<String> events) {
    if (events.isEmpty()) {
      throw tampered("the server shows no devices of this account");
    }
    TrustedChain chain = NOTHING.appendAll(events);
    chain.requireAccount(account);
    KeyId recovery = deviceUnder.apply(chain.genesis());
    if (chain.devices().device(recovery).isEmpty()) {
      throw new ClientException.Tampered(
          "these words are no recovery key of the account that the server shows",
          "are they this account's? (coffer whoami); if so, the server shows another device chain"
              + " than the key was made in: nothing was trusted");
    }
    if (!chain.approves(recovery)) {
      throw new ClientException.Refused(
          403,
          "device_not_approved",
          "this recovery key was revoked or replaced",
          "use the words that were made last, or approve this machine from another device",
          null);
    }
    return chain;
  }

  /**
   * This chain with what {@code page} adds.
   *
   * @throws ClientException.Tampered when the server's chain is shorter, has another event where
   *     this one has its own, or adds one that may not follow
   */
  public TrustedChain extend(ChainPage page) {
    if (page.from() == null || page.events() == null || page.length() == null) {
      throw tampered("the server's answer about the device chain lacks a member");
    }
    if (page.length() < length()) {
      throw tampered(
          "the server's device chain has "
              + page.length()
              + " events, this machine saw "
              + length());
    }
    if (page.from() < 0 || page.from() > length()) {
      throw tampered("the server left out events of the device chain");
    }
    int known = (int) Math.min(length() - page.from(), page.events().size());
    for (int i = 0; i < known; i++) {
      if (!chain.contains(new ChainPosition(page.from() + i, digest(page.events().get(i))))) {
        throw tampered("the server's device chain is forked: an event is not the one seen before");
      }
    }
    return appendAll(page.events().subList(known, page.events().size()));
  }

  private static Digest digest(String event) {
    try {
      return SignedNote.parse(event).digest();
    } catch (Malformed e) {
      throw notValid(e);
    }
  }

  /** This chain with {@code event}, which this device signed or received. */
  public TrustedChain append(SignedNote event) {
    return appendAll(List.of(event.format()));
  }

  /**
   * As {@link #append} for an event that this device has just signed and nobody has seen.
   *
   * @throws ClientException.Conflict when the account's rules do not allow it; nothing was sent
   */
  public TrustedChain appendOwn(SignedNote event) {
    try {
      return with(chain.append(event), List.of(event.format()));
    } catch (ChainRefused e) {
      throw new ClientException.Conflict(
          "the account's chain does not allow that: " + e.getMessage(), "nothing was changed");
    }
  }

  private TrustedChain appendAll(List<String> more) {
    if (more.isEmpty()) {
      return this;
    }
    try {
      return with(chain.appendAll(more.stream().map(SignedNote::parse).toList()), more);
    } catch (ChainRefused | Malformed e) {
      throw notValid(e);
    }
  }

  private TrustedChain with(DeviceChain longer, List<String> more) {
    return new TrustedChain(longer, from, Stream.concat(events.stream(), more.stream()).toList());
  }

  /**
   * Returns this chain.
   *
   * @throws ClientException.Tampered unless its first event names {@code account}
   */
  public TrustedChain requireAccount(String account) {
    if (!chain.account().equals(Optional.of(account))) {
      throw tampered("the device chain belongs to another account");
    }
    return this;
  }

  /** The devices and rights that the events give. */
  public DeviceChain devices() {
    return chain;
  }

  /** How many events were verified; the {@code from} of the next question. */
  public int length() {
    return chain.length();
  }

  /** The newest verified event. */
  public ChainPosition head() {
    return chain.head().orElseThrow();
  }

  public Digest genesis() {
    return chain.genesis().orElseThrow();
  }

  /** Whether the device {@code id} has rights now. */
  public boolean approves(KeyId id) {
    return chain.device(id).filter(ChainDevice::isApproved).isPresent();
  }

  /** The keys that a vault's key is wrapped for. */
  public List<DeviceKeys> recipients() {
    return chain.approved().stream().map(ChainDevice::keys).toList();
  }

  /**
   * The key that must have signed {@code version}; empty when its author is not believed for it.
   */
  public Optional<VerificationKey> authorOf(KeyId author, VaultHead version) {
    return chain.believes(author, version) ? key(author) : Optional.empty();
  }

  /** The key that must have signed a wrapped key; empty unless its author has rights now. */
  public Optional<VerificationKey> wrapAuthor(KeyId author) {
    return approves(author) ? key(author) : Optional.empty();
  }

  private Optional<VerificationKey> key(KeyId id) {
    return chain.device(id).map(device -> device.keys().verificationKey());
  }

  /** Sequence of the first of {@link #events}: 0 for a chain whose every signature was verified. */
  public int from() {
    return from;
  }

  /** The events from {@link #from} on, in their written form. */
  public List<String> events() {
    return events;
  }

  /** All of it without its events, for a store that nobody else can write. */
  public DeviceChainSnapshot snapshot() {
    return chain.snapshot();
  }

  /**
   * What such a store has; signatures were verified before it was stored.
   *
   * @throws Malformed when {@code since} does not go on from {@code snapshot}, or that has another
   *     form than is written now
   */
  public static TrustedChain restore(DeviceChainSnapshot snapshot, List<String> since) {
    try {
      DeviceChain chain =
          DeviceChain.restore(snapshot, since.stream().map(SignedNote::parse).toList());
      return new TrustedChain(chain, chain.length() - since.size(), since);
    } catch (ChainRefused e) {
      throw new Malformed("the stored chain does not go on: " + e.getMessage());
    }
  }

  /**
   * The chain that {@code events} are, every signature verified.
   *
   * @throws ClientException.Tampered when an event may not follow those before it
   */
  public static TrustedChain verified(List<String> events) {
    return NOTHING.appendAll(events);
  }

  private static ClientException notValid(RuntimeException e) {
    return tampered("the server's device chain is not valid: " + e.getMessage());
  }

  private static ClientException tampered(String what) {
    return new ClientException.Tampered(
        what, "nothing was stored; ask whoever runs the server before you go on");
  }
}
