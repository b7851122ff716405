package dev.coffer.protocol.chain;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.List;

/** What one link of an account's device chain says. */
public sealed interface ChainEvent {
  /** The heads that it names; none for a kind that names none. */
  default List<VaultHead> heads() {
    return List.of();
  }

  /** The account begins, with the device that signs this. Only ever the first event. */
  record Created(String account, DeviceKeys device, DeviceName name) implements ChainEvent {}

  /** An approved device vouches for another one. */
  record Approved(DeviceKeys device, DeviceName name) implements ChainEvent {}

  /**
   * A device loses every right, for good.
   *
   * @param heads the newest versions that the revoking device had accepted; what the revoked device
   *     wrote is believed up to these and no further. Sorted by vault id, no vault twice: two heads
   *     of one vault would let each reader choose
   */
  record Revoked(KeyId device, List<VaultHead> heads) implements ChainEvent {
    public Revoked {
      heads = VaultHead.requireSorted(heads);
    }
  }

  /** CI runs that fit may read what the policy names; replaces what its id stood for. */
  record PolicySet(TrustPolicy policy) implements ChainEvent {}

  /** The policy does not stand any more. */
  record PolicyRemoved(PolicyId policy) implements ChainEvent {}
}
