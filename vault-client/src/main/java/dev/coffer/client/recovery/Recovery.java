package dev.coffer.client.recovery;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.AccountChain;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.recovery.RecoveryKey;
import dev.coffer.client.identity.ChainAuthor;
import dev.coffer.client.identity.NewDevicePairing;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.payload.Author;
import dev.coffer.client.payload.CofferRules;
import dev.coffer.client.sync.AccountVaults;
import dev.coffer.client.sync.AccountVaults.Step;
import dev.coffer.client.sync.EveryVault;
import dev.coffer.client.sync.VaultSync;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.wire.vault.VaultSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets this machine, which no device approves, in with the account's recovery key. Until the chain
 * has proved to be the one that the key was made for, nothing is sent and nothing is stored.
 */
public final class Recovery {
  private static final String LPM_KEY =
      "format lpm: its key is the file .vault-key in the lpm folder of the old machine, which no"
          + " recovery key opens";

  private final DeviceIdentity machine;
  private final AccountChain chain;
  private final VaultStore store;
  private final CofferRules.Sources sources;

  public Recovery(
      DeviceIdentity machine, AccountChain chain, VaultStore store, CofferRules.Sources sources) {
    this.machine = machine;
    this.chain = chain;
    this.store = store;
    this.sources = sources;
  }

  /**
   * What came back.
   *
   * @param approved the names of all devices that have rights now
   */
  public record Outcome(List<RecoveredVault> vaults, List<String> approved) {
    public Outcome {
      vaults = List.copyOf(vaults);
      approved = List.copyOf(approved);
    }
  }

  /**
   * Does nothing when this machine may be let in with a recovery key.
   *
   * @throws ClientException.Conflict when it was let in before
   */
  public void requireNew() {
    if (chain.known().isPresent()) {
      throw new ClientException.Conflict(
          "this machine is one of the account's devices already",
          "'coffer pull' in a project brings its vault; 'coffer doctor' looks for what is broken");
    }
  }

  /**
   * Approves this machine in the name of {@code key} and gives it every vault's key. Interrupted,
   * it can be done again.
   *
   * @param account the id of the account that is signed in
   * @param sessions opens the key's own session, asked once the chain is verified
   */
  public Outcome use(
      String account, RecoveryKey key, DeviceName name, Supplier<RecoverySession> sessions) {
    requireNew();
    TrustedChain verified =
        TrustedChain.recover(account, genesis -> key.deviceUnder(genesis).keyId(), chain.served());
    requireNotRevoked(verified);
    DeviceIdentity recovery = key.deviceUnder(verified.genesis());
    try (RecoverySession session = sessions.get()) {
      session
          .devices()
          .register(
              new NewDevicePairing(recovery, RecoveryKeys.NAME, sources.random()).registration());
      TrustedChain trusted = approve(verified, recovery, name, session);
      return new Outcome(share(recovery, session), names(trusted));
    } finally {
      recovery.destroy();
    }
  }

  private void requireNotRevoked(TrustedChain verified) {
    boolean known = verified.devices().device(machine.keyId()).isPresent();
    if (known && !verified.approves(machine.keyId())) {
      throw new ClientException.Refused(
          403,
          "device_not_approved",
          "this machine was revoked as a device of the account, for good",
          "set COFFER_PROFILE to a new name and run 'coffer login': that is a new device",
          null);
    }
  }

  /** A machine that was approved when the answer was lost is not approved again. */
  private TrustedChain approve(
      TrustedChain verified, DeviceIdentity recovery, DeviceName name, RecoverySession session) {
    if (verified.approves(machine.keyId())) {
      return chain.pin(verified);
    }
    var event = new ChainAuthor(recovery, sources.clock()).approveOwn(verified, machine, name);
    TrustedChain longer = verified.append(event);
    session.devices().append(event.format());
    return chain.pin(longer);
  }

  private List<RecoveredVault> share(DeviceIdentity recovery, RecoverySession session) {
    AccountVaults vaults =
        new AccountVaults(
            new EveryVault(session.vaults(), store, () -> vault -> sync(vault, recovery, session)),
            chain,
            recovery,
            sources.clock());
    Map<String, String> failures = new HashMap<>();
    for (Step step : vaults.shareKeys()) {
      failures.put(step.vault(), step.failure());
    }
    List<RecoveredVault> recovered = new ArrayList<>();
    for (VaultSummary vault : session.vaults().vaults().vaults()) {
      boolean lpm = PayloadFormat.LPM.wireName().equals(vault.format());
      String failure = lpm ? LPM_KEY : failures.get(vault.vaultId());
      recovered.add(new RecoveredVault(vault.vaultId(), vault.name(), vault.format(), failure));
    }
    return recovered;
  }

  private VaultSync sync(VaultId vault, DeviceIdentity recovery, RecoverySession session) {
    CofferRules rules =
        new CofferRules(
            vault,
            Optional.empty(),
            session.vaults(),
            () -> new Author(recovery, chain.current().devices()),
            sources);
    return new VaultSync(vault, Optional.empty(), store, session.vaults(), rules);
  }

  private static List<String> names(TrustedChain trusted) {
    return trusted.devices().approved().stream().map(Recovery::named).toList();
  }

  private static String named(ChainDevice device) {
    KeyId id = device.keys().keyId();
    return device.name() + " (" + id.shortForm() + ")";
  }
}
