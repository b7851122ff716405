package dev.coffer.server.escrow;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.server.access.Tenant;
import dev.coffer.server.device.ProposedEvent;
import dev.coffer.server.organisation.ProposedMembership;
import java.util.Optional;

/**
 * A well-formed event that sets or removes a trust policy, of one of the two kinds of chain.
 *
 * @param own of an account's chain
 * @param shared of an organisation's
 * @param set empty when the policy is removed
 */
public record PolicyChange(
    Optional<ProposedEvent> own,
    Optional<ProposedMembership> shared,
    PolicyId id,
    Optional<TrustPolicy> set) {

  /**
   * Reads the signed text of an event of the tenant's chain.
   *
   * @throws Malformed when it is absent, not one, or about something else
   */
  public static PolicyChange parse(Tenant tenant, String event) {
    return tenant.isOrganisation()
        ? of(ProposedMembership.parse(event))
        : of(ProposedEvent.parse(event));
  }

  private static PolicyChange of(ProposedEvent proposed) {
    Optional<ProposedEvent> own = Optional.of(proposed);
    if (proposed.link().event() instanceof ChainEvent.PolicySet set) {
      return new PolicyChange(own, Optional.empty(), set.policy().id(), Optional.of(set.policy()));
    }
    if (proposed.link().event() instanceof ChainEvent.PolicyRemoved removed) {
      return new PolicyChange(own, Optional.empty(), removed.policy(), Optional.empty());
    }
    throw otherEvent();
  }

  private static PolicyChange of(ProposedMembership proposed) {
    Optional<ProposedMembership> shared = Optional.of(proposed);
    if (proposed.event() instanceof MembershipEvent.PolicySet set) {
      return new PolicyChange(
          Optional.empty(), shared, set.policy().id(), Optional.of(set.policy()));
    }
    if (proposed.event() instanceof MembershipEvent.PolicyRemoved removed) {
      return new PolicyChange(Optional.empty(), shared, removed.policy(), Optional.empty());
    }
    throw otherEvent();
  }

  /** Its place in the chain, and who signed it. */
  PolicyEvent event() {
    return own.map(event -> new PolicyEvent(event.link().sequence(), event.link().author()))
        .orElseGet(
            () ->
                new PolicyEvent(
                    shared.orElseThrow().link().place().sequence(),
                    shared.orElseThrow().link().place().author()));
  }

  private static Malformed otherEvent() {
    return new Malformed("event sets or removes a trust policy");
  }
}
