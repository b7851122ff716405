package dev.coffer.client.organisation;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import java.util.List;
import java.util.Optional;

/**
 * Tells an organisation which devices its member has, so that a new one can open what the member
 * may open, and a revoked one no more. Needs nobody to ask: every use of the organisation does it.
 */
public final class OwnDevices {
  private final DeviceChain devices;

  /**
   * The devices of one account.
   *
   * @param devices as this machine has verified them
   */
  public OwnDevices(DeviceChain devices) {
    this.devices = devices;
  }

  /**
   * The organisation's chain with an event for each device that it does not know yet, or knows as
   * approved though the account has revoked it.
   */
  public TrustedMembership introduceTo(Organisation organisation) {
    TrustedMembership now = organisation.chain().current();
    KeyId here = organisation.author().identity().keyId();
    Optional<Member> self = now.membership().memberOf(here).filter(Member::isActive);
    boolean isHere = now.membership().device(here).filter(ChainDevice::isApproved).isPresent();
    if (self.isEmpty() || !isHere) {
      return now;
    }
    for (ChainDevice device : missing(now)) {
      NamedDevice named = new NamedDevice(device.keys(), device.name());
      now = organisation.append(new MembershipEvent.DeviceApproved(self.get().account(), named));
    }
    for (ChainDevice device : gone(self.get(), here)) {
      now = organisation.append(revocation(organisation, device));
    }
    return now;
  }

  private List<ChainDevice> missing(TrustedMembership now) {
    return devices.approved().stream()
        .filter(device -> now.membership().device(device.keys().keyId()).isEmpty())
        .toList();
  }

  private List<ChainDevice> gone(Member self, KeyId here) {
    return self.approvedDevices().stream()
        .filter(device -> !device.keys().keyId().equals(here))
        .filter(
            device ->
                devices.device(device.keys().keyId()).filter(own -> !own.isApproved()).isPresent())
        .toList();
  }

  private static MembershipEvent revocation(Organisation organisation, ChainDevice device) {
    List<VaultHead> heads = organisation.vaults().every().heads();
    return new MembershipEvent.DeviceRevoked(device.keys().keyId(), MembershipAuthor.sorted(heads));
  }
}
