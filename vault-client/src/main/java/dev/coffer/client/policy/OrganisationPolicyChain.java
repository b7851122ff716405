package dev.coffer.client.policy;

import dev.coffer.client.organisation.Organisation;
import dev.coffer.client.organisation.TrustedMembership;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.Optional;
import java.util.function.Consumer;

/** The policies of an organisation's vaults. */
public final class OrganisationPolicyChain implements PolicyChain {
  private final Organisation organisation;

  public OrganisationPolicyChain(Organisation organisation) {
    this.organisation = organisation;
  }

  @Override
  public Roster current() {
    return organisation.chain().current().membership();
  }

  @Override
  public Optional<Roster> known() {
    return membership().map(known -> known);
  }

  private Optional<Membership> membership() {
    return organisation.chain().known().map(TrustedMembership::membership);
  }

  @Override
  public Roster set(TrustPolicy policy, Consumer<Roster> before, Consumer<SignedNote> sending) {
    return organisation.set(policy, before::accept, sending).membership();
  }

  @Override
  public Roster remove(PolicyId id, Consumer<SignedNote> sending) {
    return organisation.remove(id, sending).membership();
  }

  @Override
  public String owner() {
    return organisation.chain().id().toString();
  }

  @Override
  public String nameOf(KeyId device) {
    return membership()
        .flatMap(known -> known.memberOf(device))
        .map(Member::name)
        .orElse(device.shortForm());
  }
}
