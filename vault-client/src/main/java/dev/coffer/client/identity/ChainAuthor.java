package dev.coffer.client.identity;

import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.ChainLink;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;

/** Builds and signs the events that this device adds to its account's chain. */
public final class ChainAuthor {
  private final DeviceIdentity identity;
  private final Clock clock;

  public ChainAuthor(DeviceIdentity identity, Clock clock) {
    this.identity = identity;
    this.clock = clock;
  }

  /** The first event of {@code account}, whose first device is this one. */
  public SignedNote create(String account, DeviceName name) {
    return sign(DeviceChain.empty(), new ChainEvent.Created(account, identity.keys(), name));
  }

  /** Only a pairing whose codes were compared approves. */
  SignedNote approve(TrustedChain chain, DeviceKeys device, DeviceName name) {
    return sign(chain.devices(), new ChainEvent.Approved(device, name));
  }

  /**
   * Approves a device whose private half is here: nobody else's key can be passed, so there are no
   * codes to compare.
   */
  public SignedNote approveOwn(TrustedChain chain, DeviceIdentity device, DeviceName name) {
    return approve(chain, device.keys(), name);
  }

  /**
   * Ends the rights of {@code device}.
   *
   * @param heads the newest version of every vault that this device has accepted, one to a vault:
   *     what the revoked device wrote up to them stays believed
   */
  public SignedNote revoke(TrustedChain chain, KeyId device, Collection<VaultHead> heads) {
    return sign(
        chain.devices(),
        new ChainEvent.Revoked(
            device,
            heads.stream().sorted(Comparator.comparing(head -> head.vault().value())).toList()));
  }

  /** Makes {@code policy} stand, in place of what its id stood for. */
  public SignedNote set(TrustedChain chain, TrustPolicy policy) {
    return sign(chain.devices(), new ChainEvent.PolicySet(policy));
  }

  /** Ends that the policy {@code id} stands. */
  public SignedNote remove(TrustedChain chain, PolicyId id) {
    return sign(chain.devices(), new ChainEvent.PolicyRemoved(id));
  }

  private SignedNote sign(DeviceChain chain, ChainEvent event) {
    ChainLink link =
        chain.next(event, identity.keyId(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
    return SignedNote.sign(link.text(), identity);
  }
}
