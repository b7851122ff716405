package dev.coffer.client.sync;

import dev.coffer.client.account.AccountChain;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.identity.ChainAuthor;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.protocol.KeyId;
import java.time.Clock;
import java.util.List;

/** What a change of the account's devices means for all of its vaults in format coffer/1. */
public final class AccountVaults {
  private final EveryVault vaults;
  private final AccountChain chain;
  private final DeviceIdentity identity;
  private final Clock clock;

  public AccountVaults(
      EveryVault vaults, AccountChain chain, DeviceIdentity identity, Clock clock) {
    this.vaults = vaults;
    this.chain = chain;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * What happened to one vault.
   *
   * @param failure why it could not be done; null when it was
   */
  public record Step(String vault, String failure) {
    /** The same for a vault of the organisation {@code name}. */
    public Step within(String name) {
      return new Step(name + "/" + vault, failure);
    }
  }

  /** Gives every vault's key to approved devices that lack it. */
  public List<Step> shareKeys() {
    return vaults.shareKeys();
  }

  /**
   * Ends the rights of {@code device}: the event names the newest version of every vault, so that
   * the device is believed that far and no further; then every vault gets a new key.
   */
  public List<Step> revoke(KeyId device) {
    TrustedChain trusted = chain.current();
    chain.append(new ChainAuthor(identity, clock).revoke(trusted, device, vaults.heads()));
    return vaults.rotateKeys();
  }
}
