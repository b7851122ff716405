package dev.coffer.client.sync;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.AccountChain;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.identity.ChainAuthor;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.wire.vault.VaultSummary;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a change of the account's devices means for all of its vaults in format coffer/1. */
public final class AccountVaults {
  private final VaultRemote remote;
  private final VaultStore store;
  private final AccountChain chain;
  private final DeviceIdentity identity;
  private final Clock clock;
  private final Function<VaultId, VaultSync> syncs;

  public AccountVaults(
      VaultRemote remote,
      VaultStore store,
      AccountChain chain,
      DeviceIdentity identity,
      Clock clock,
      Function<VaultId, VaultSync> syncs) {
    this.remote = remote;
    this.store = store;
    this.chain = chain;
    this.identity = identity;
    this.clock = clock;
    this.syncs = syncs;
  }

  /**
   * What happened to one vault.
   *
   * @param failure why it could not be done; null when it was
   */
  public record Step(String vault, String failure) {}

  /** Gives every vault's key to approved devices that lack it. */
  public List<Step> shareKeys() {
    return forEach(VaultSync::shareKey);
  }

  /**
   * Ends the rights of {@code device}: the event names the newest version of every vault, so that
   * the device is believed that far and no further; then every vault gets a new key.
   */
  public List<Step> revoke(KeyId device) {
    TrustedChain trusted = chain.current();
    Map<String, VaultHead> heads = new TreeMap<>();
    store.all().stream()
        .map(LocalVault::seen)
        .flatMap(seen -> seen.stream())
        .forEach(head -> heads.put(head.vault().value(), head));
    forEach(sync -> sync.verifiedHead().ifPresent(head -> heads.put(head.vault().value(), head)));
    chain.append(new ChainAuthor(identity, clock).revoke(trusted, device, heads.values()));
    return forEach(VaultSync::rotateKey);
  }

  private List<Step> forEach(Consumer<VaultSync> act) {
    List<Step> steps = new ArrayList<>();
    for (VaultSummary summary : remote.vaults().vaults()) {
      if (PayloadFormat.COFFER_1.wireName().equals(summary.format())) {
        steps.add(step(summary.vaultId(), act));
      }
    }
    return steps;
  }

  /** One vault that cannot be opened must not keep the others from getting a new key. */
  private Step step(String vault, Consumer<VaultSync> act) {
    try {
      act.accept(syncs.apply(new VaultId(vault)));
      return new Step(vault, null);
    } catch (ClientException | Malformed e) {
      return new Step(vault, e.getMessage());
    }
  }
}
