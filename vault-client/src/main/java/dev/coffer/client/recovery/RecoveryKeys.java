package dev.coffer.client.recovery;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.AccountChain;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.recovery.RecoveryKey;
import dev.coffer.client.identity.ChainAuthor;
import dev.coffer.client.identity.NewDevicePairing;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.payload.CofferRules;
import dev.coffer.client.sync.AccountVaults;
import dev.coffer.client.sync.AccountVaults.Step;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.DeviceName;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Supplier;

/**
 * The account's recovery key, from an approved device: at most one has rights, and it is a device
 * like any other, named {@link #NAME}.
 */
public final class RecoveryKeys {
  /** What a recovery key is called in the chain; no machine may be. */
  public static final DeviceName NAME = new DeviceName("recovery key");

  private final DeviceIdentity machine;
  private final AccountChain chain;
  private final AccountVaults vaults;
  private final Supplier<RecoverySession> sessions;
  private final ChainAuthor author;
  private final SecureRandom random;

  public RecoveryKeys(
      DeviceIdentity machine,
      AccountChain chain,
      AccountVaults vaults,
      Supplier<RecoverySession> sessions,
      CofferRules.Sources sources) {
    this.machine = machine;
    this.chain = chain;
    this.vaults = vaults;
    this.sessions = sessions;
    this.author = new ChainAuthor(machine, sources.clock());
    this.random = sources.random();
  }

  /**
   * What came of it.
   *
   * @param device the recovery key's device
   * @param revoked the devices of earlier keys, which have no rights any more
   * @param vaults what was done for each vault
   */
  public record Outcome(KeyId device, List<KeyId> revoked, List<Step> vaults) {
    public Outcome {
      revoked = List.copyOf(revoked);
      vaults = List.copyOf(vaults);
    }
  }

  /** The recovery keys that have rights in {@code chain}; one, unless two were made at once. */
  public static List<KeyId> in(TrustedChain chain) {
    return chain.devices().approved().stream()
        .filter(device -> device.name().equals(NAME))
        .map(device -> device.keys().keyId())
        .toList();
  }

  /**
   * Does nothing when a key may be made now.
   *
   * @throws ClientException.Refused when this device is not approved
   * @throws ClientException.Conflict when there is a key already and it is not to be replaced
   */
  public void requireRoom(boolean replace) {
    TrustedChain trusted = approving();
    if (!replace && !in(trusted).isEmpty()) {
      throw new ClientException.Conflict(
          "the account has a recovery key already",
          "'coffer recovery create --replace' makes another one and revokes it");
    }
  }

  /** A new key that opens nothing yet. */
  public RecoveryKey generate() {
    return RecoveryKey.generate(random);
  }

  /**
   * Lets {@code key} in as a device and gives it every vault's key; then revokes the keys before
   * it, so that there is never a moment without one.
   */
  public Outcome activate(RecoveryKey key) {
    TrustedChain trusted = approving();
    List<KeyId> earlier = in(trusted);
    DeviceIdentity device = key.deviceUnder(trusted.genesis());
    try (RecoverySession session = sessions.get()) {
      session.devices().register(new NewDevicePairing(device, NAME, random).registration());
      chain.append(author.approveOwn(trusted, device, NAME));
    } finally {
      device.destroy();
    }
    List<Step> steps = vaults.shareKeys();
    return new Outcome(device.keyId(), earlier, revoked(earlier, steps));
  }

  /**
   * Ends the rights of the account's recovery key; every vault gets a new key.
   *
   * @throws ClientException.NotFound when there is none
   */
  public Outcome revoke() {
    List<KeyId> active = in(approving());
    if (active.isEmpty()) {
      throw new ClientException.NotFound(
          "the account has no recovery key", "'coffer recovery create' makes one");
    }
    return new Outcome(active.get(0), active, revoked(active, List.of()));
  }

  /** A revocation gives every vault a new key for all who are left, so its steps say it all. */
  private List<Step> revoked(List<KeyId> devices, List<Step> otherwise) {
    List<Step> steps = otherwise;
    for (KeyId device : devices) {
      steps = vaults.revoke(device);
    }
    return steps;
  }

  private TrustedChain approving() {
    TrustedChain trusted = chain.current();
    if (!trusted.approves(machine.keyId())) {
      throw new ClientException.Refused(
          403,
          "device_not_approved",
          "this device is not approved",
          "make the recovery key on a device that is",
          null);
    }
    return trusted;
  }
}
