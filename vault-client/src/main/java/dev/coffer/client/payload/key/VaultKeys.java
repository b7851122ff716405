package dev.coffer.client.payload.key;

import dev.coffer.client.ClientException;
import dev.coffer.client.abreast.Abreast;
import dev.coffer.client.crypto.CannotOpen;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.EnvironmentKey;
import dev.coffer.client.crypto.KeyWrapping;
import dev.coffer.client.crypto.VaultKey;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.envelope.SectionEntry;
import dev.coffer.protocol.envelope.WrapContext;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.wire.vault.PulledVault;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Unwraps and wraps one vault's keys for one device, believing only those who wrapped that the
 * roster lets share. A device that may have the vault key uses that one; any other the keys of the
 * environments that it may read.
 */
public final class VaultKeys {
  /** The hint of every refusal of what a server sent. */
  public static final String NOTHING_STORED =
      "nothing was stored; ask who runs the server before you go on";

  private final VaultId vault;
  private final DeviceIdentity device;
  private final Roster roster;
  private final SecureRandom random;
  private final KeyWrapping wrapping;

  public VaultKeys(VaultId vault, DeviceIdentity device, Roster roster, SecureRandom random) {
    this.vault = vault;
    this.device = device;
    this.roster = roster;
    this.random = random;
    this.wrapping = new KeyWrapping(random);
  }

  /** The key of a new epoch. */
  public OpenedKeys fresh() {
    return OpenedKeys.of(VaultKey.generate(random));
  }

  /** Whether {@code pulled} lacks a key for what this device may read of {@code envelope}. */
  public boolean lacking(PulledVault pulled, Envelope envelope) {
    return limited()
        ? !found(pulled.environmentKeys()).keySet().containsAll(readable(envelope))
        : pulled.wrappedKey() == null && !envelope.manifest().sections().isEmpty();
  }

  /**
   * The keys of {@code envelope}'s epoch that came with it, for everything that this device may
   * read of it.
   *
   * @param vouched whether a wrapped key that its author could not wrap today is the right one
   *     nevertheless, once it opens a section
   * @throws ClientException.Refused when there is none
   * @throws ClientException.Tampered when it is not from one who may share
   */
  public OpenedKeys open(PulledVault pulled, Envelope envelope, Predicate<String> vouched) {
    if (limited()) {
      return OpenedKeys.of(environments(pulled, envelope, vouched));
    }
    if (pulled.wrappedKey() == null) {
      throw missing(pulled).ofVault();
    }
    WrappedKey wrapped = parse(pulled.wrappedKey());
    return OpenedKeys.of(unwrap(wrapped, believed(wrapped, envelope, vouched), epoch(envelope)));
  }

  private Map<EnvironmentName, EnvironmentKey> environments(
      PulledVault pulled, Envelope envelope, Predicate<String> vouched) {
    Map<EnvironmentName, WrappedKey> found = found(pulled.environmentKeys());
    SortedMap<EnvironmentName, EnvironmentKey> opened = new TreeMap<>();
    for (EnvironmentName environment : readable(envelope)) {
      WrappedKey wrapped =
          Optional.ofNullable(found.get(environment))
              .orElseThrow(() -> missing(pulled).of(environment));
      ChainDevice author = believed(wrapped, envelope, vouched);
      opened.put(environment, unwrap(wrapped, author, epoch(envelope), environment));
    }
    return opened;
  }

  /** The keys of the local head, from the wrapped keys that were accepted with it. */
  public OpenedKeys own(LocalVault local, Collection<EnvironmentName> needed) {
    int epoch = epoch(local.head().orElseThrow());
    if (!limited()) {
      WrappedKey wrapped = parse(local.wrappedKey());
      return OpenedKeys.of(unwrap(wrapped, known(wrapped), epoch));
    }
    Map<EnvironmentName, WrappedKey> found = found(local.environmentKeys());
    SortedMap<EnvironmentName, EnvironmentKey> opened = new TreeMap<>();
    for (EnvironmentName environment : needed) {
      WrappedKey wrapped =
          Optional.ofNullable(found.get(environment))
              .orElseThrow(() -> MissingKey.notWrapped(environment));
      opened.put(environment, unwrap(wrapped, known(wrapped), epoch, environment));
    }
    return OpenedKeys.of(opened);
  }

  private boolean limited() {
    Reach reach = roster.reach(device.keyId());
    return !reach.vault() && reach.readsAny();
  }

  private SortedSet<EnvironmentName> readable(Envelope envelope) {
    List<EnvironmentName> present =
        envelope.manifest().sections().stream().map(SectionEntry::environment).toList();
    return roster.reach(device.keyId()).readable(present);
  }

  private static Map<EnvironmentName, WrappedKey> found(List<String> texts) {
    Map<EnvironmentName, WrappedKey> found = new TreeMap<>();
    for (String text : texts == null ? List.<String>of() : texts) {
      WrappedKey wrapped = parse(text);
      wrapped.context().scope().environment().ifPresent(name -> found.put(name, wrapped));
    }
    return found;
  }

  /** One that is missing is refused: to leave its environment out would look like a removal. */
  private MissingKey missing(PulledVault pulled) {
    return new MissingKey(device.keyId(), roster, pulled);
  }

  /**
   * Whoever may share now is believed. Anyone else could have made the key up: it must open a
   * section, and that section must be from one who had the true key, or the key known before, or
   * its author have been allowed to share when this version was made.
   */
  private ChainDevice believed(WrappedKey wrapped, Envelope envelope, Predicate<String> vouched) {
    ChainDevice author = known(wrapped);
    if (roster.reach(wrapped.author()).shares()) {
      return author;
    }
    boolean proven = !envelope.manifest().sections().isEmpty();
    if (proven && (vouched.test(wrapped.format()) || shared(wrapped, envelope))) {
      return author;
    }
    throw refused("the vault key was wrapped by a device that may not");
  }

  private boolean shared(WrappedKey wrapped, Envelope envelope) {
    VaultHead head = new VaultHead(vault, envelope.manifest().version(), envelope.digest());
    return roster.authority(wrapped.author(), head).filter(Reach::shares).isPresent();
  }

  private ChainDevice known(WrappedKey wrapped) {
    return roster
        .device(wrapped.author())
        .orElseThrow(() -> refused("the vault key was wrapped by a device that may not"));
  }

  private VaultKey unwrap(WrappedKey wrapped, ChainDevice author, int epoch) {
    try {
      WrapContext place = place(epoch, Recipient.ofVault(device.keyId()));
      return wrapping.unwrap(wrapped, place, author.keys().verificationKey(), device);
    } catch (CannotOpen e) {
      throw refused("the wrapped vault key: " + e.getMessage());
    }
  }

  private EnvironmentKey unwrap(
      WrappedKey wrapped, ChainDevice author, int epoch, EnvironmentName environment) {
    try {
      WrapContext place = place(epoch, new Recipient(device.keyId(), KeyScope.of(environment)));
      return wrapping.unwrapEnvironment(wrapped, place, author.keys().verificationKey(), device);
    } catch (CannotOpen e) {
      throw refused("the wrapped key of environment '" + environment + "': " + e.getMessage());
    }
  }

  /**
   * What each of {@code recipients} may have, wrapped, on all processors; for that {@code keys}
   * have the vault key.
   */
  public List<WrappedKey> wrap(OpenedKeys keys, int epoch, Collection<Recipient> recipients) {
    if (recipients.isEmpty()) {
      return List.of();
    }
    VaultKey key = keys.vault().orElseThrow();
    return Abreast.each(recipients, recipient -> wrap(key, place(epoch, recipient)));
  }

  private WrappedKey wrap(VaultKey key, WrapContext place) {
    DeviceKeys recipient = roster.device(place.recipient()).orElseThrow().keys();
    Optional<EnvironmentName> environment = place.scope().environment();
    if (environment.isEmpty()) {
      return wrapping.wrap(key, place, recipient, device);
    }
    EnvironmentKey alone =
        key.environmentKey(new SectionContext(vault, place.epoch(), environment.get(), 1));
    try {
      return wrapping.wrap(alone, place, recipient, device);
    } finally {
      alone.destroy();
    }
  }

  private WrapContext place(int epoch, Recipient recipient) {
    return new WrapContext(vault, epoch, recipient.scope(), recipient.device());
  }

  private static int epoch(Envelope envelope) {
    return envelope.manifest().epoch();
  }

  private static WrappedKey parse(String text) {
    try {
      return WrappedKey.parse(text == null ? "" : text);
    } catch (Malformed e) {
      throw refused("the wrapped vault key is not whole: " + e.getMessage());
    }
  }

  static ClientException refused(String reason) {
    return new ClientException.Tampered(reason, NOTHING_STORED);
  }
}
