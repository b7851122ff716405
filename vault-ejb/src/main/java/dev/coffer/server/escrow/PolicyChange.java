package dev.coffer.server.escrow;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.server.device.ProposedEvent;
import dev.coffer.server.organisation.ProposedMembership;
import java.util.Optional;

/**
 * What an event of either kind of chain says of a trust policy.
 *
 * @param set empty when the policy is removed
 */
record PolicyChange(PolicyId id, Optional<TrustPolicy> set, PolicyEvent event) {

  static PolicyChange of(ProposedEvent proposed) {
    PolicyEvent event = new PolicyEvent(proposed.link().sequence(), proposed.link().author());
    if (proposed.link().event() instanceof ChainEvent.PolicySet set) {
      return new PolicyChange(set.policy().id(), Optional.of(set.policy()), event);
    }
    if (proposed.link().event() instanceof ChainEvent.PolicyRemoved removed) {
      return new PolicyChange(removed.policy(), Optional.empty(), event);
    }
    throw otherEvent();
  }

  static PolicyChange of(ProposedMembership proposed) {
    PolicyEvent event =
        new PolicyEvent(proposed.link().place().sequence(), proposed.link().place().author());
    if (proposed.event() instanceof MembershipEvent.PolicySet set) {
      return new PolicyChange(set.policy().id(), Optional.of(set.policy()), event);
    }
    if (proposed.event() instanceof MembershipEvent.PolicyRemoved removed) {
      return new PolicyChange(removed.policy(), Optional.empty(), event);
    }
    throw otherEvent();
  }

  private static Malformed otherEvent() {
    return new Malformed("event sets or removes a trust policy");
  }
}
