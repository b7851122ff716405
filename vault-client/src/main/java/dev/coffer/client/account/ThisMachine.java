package dev.coffer.client.account;

import dev.coffer.client.ClientException;
import dev.coffer.client.Profile;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.client.keychain.Keychain;
import dev.coffer.client.keychain.KeychainAccount;
import dev.coffer.client.keychain.Keychains;
import dev.coffer.client.remote.WireJson;
import dev.coffer.client.store.AtomicFile;
import dev.coffer.client.store.ProcessLock;
import dev.coffer.protocol.Malformed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The machine key of a profile: made once, kept in the keychain that was chosen then, never looked
 * for elsewhere. A key that is gone is never silently replaced, since nothing local would open.
 */
public final class ThisMachine {
  private final Profile profile;
  private final Keychains keychains;
  private final SecureRandom random;
  private final Consumer<String> warnings;

  public ThisMachine(
      Profile profile, Keychains keychains, SecureRandom random, Consumer<String> warnings) {
    this.profile = profile;
    this.keychains = keychains;
    this.random = random;
    this.warnings = warnings;
  }

  /** What is remembered in the clear: where the key is. */
  private record Place(String keychain, String account) {}

  /** Whether this profile has a machine key. */
  public boolean exists() {
    return place().isPresent();
  }

  /** The machine key, made now if this profile has none. */
  public MachineKey key() {
    Optional<Place> place = place();
    if (place.isEmpty()) {
      return ProcessLock.hold(profile.folder().resolve("machine.lock"), this::findOrMake);
    }
    return find(place.get());
  }

  private MachineKey findOrMake() {
    Optional<Place> madeMeanwhile = place();
    if (madeMeanwhile.isPresent()) {
      return find(madeMeanwhile.get());
    }
    Keychain keychain = keychains.choose();
    keychain.warning().ifPresent(warnings);
    MachineKey key = MachineKey.generate(random);
    Place place = new Place(keychain.kind(), "coffer:" + profile.name() + ":" + UUID.randomUUID());
    keychain.store(new KeychainAccount(place.account()), key);
    AtomicFile.writePrivate(
        file(), (WireJson.write(place) + "\n").getBytes(StandardCharsets.UTF_8));
    return key;
  }

  /**
   * The machine key if there is one; none is made.
   *
   * @throws ClientException.KeychainUnusable when its keychain does not say
   */
  public Optional<MachineKey> found() {
    return place().flatMap(this::look);
  }

  private Optional<MachineKey> look(Place place) {
    return keychains.ofKind(place.keychain()).find(new KeychainAccount(place.account()));
  }

  private MachineKey find(Place place) {
    return look(place)
        .orElseThrow(
            () ->
                new ClientException.KeychainUnusable(
                    "the machine key of profile '" + profile.name() + "' is gone from its keychain",
                    "restore the keychain; or remove "
                        + profile.folder()
                        + " and sign in again as a new device",
                    null));
  }

  private Optional<Place> place() {
    return AtomicFile.read(file()).map(this::parse);
  }

  private Place parse(byte[] content) {
    try {
      Place place = WireJson.read(new String(content, StandardCharsets.UTF_8), Place.class);
      if (place.keychain() != null && place.account() != null) {
        return place;
      }
    } catch (Malformed e) {
      throw damaged(e);
    }
    throw damaged(null);
  }

  private ClientException damaged(Malformed cause) {
    return new ClientException.LocalStore(
        file() + " does not say where the machine key is",
        "restore it from a backup, or remove " + profile.folder() + " and sign in again",
        cause);
  }

  private Path file() {
    return profile.folder().resolve("machine.json");
  }
}
