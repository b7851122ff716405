package dev.coffer.server.sharing;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.envelope.Recipients;
import dev.coffer.protocol.membership.Membership;
import java.util.Optional;

/** The devices of an organisation's members, each with the reach that its chain gives. */
public record OrganisationCircle(Membership membership) implements Circle {

  /** A device that may read something: it may also wrap keys for its member's other devices. */
  @Override
  public Optional<DeviceKeys> author(KeyId device) {
    return membership
        .device(device)
        .filter(known -> membership.reach(device).readsAny())
        .map(ChainDevice::keys);
  }

  @Override
  public boolean permits(Recipient recipient) {
    return Recipients.permits(membership, recipient);
  }

  @Override
  public boolean contains(ChainPosition position) {
    return membership.contains(position);
  }
}
