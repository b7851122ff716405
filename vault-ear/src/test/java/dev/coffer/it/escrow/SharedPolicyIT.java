package dev.coffer.it.escrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.SharedVault;
import dev.coffer.it.kit.TestEscrow;
import dev.coffer.it.kit.TestMember;
import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.workload.ChangePolicy;
import dev.coffer.protocol.wire.workload.PolicyList;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same in a vault of an organisation, whose chain says who may. */
final class SharedPolicyIT extends PolicyRequests {
  @ParameterizedTest
  @EnumSource(Running.class)
  void shared_maintainerSetsAndDeveloperDoesNot(Running where) throws Exception {
    TestOrganisation organisation = TestOrganisation.of(where.people());
    TestMember maintainer = organisation.member(Role.MAINTAINER);
    TestMember developer = organisation.member(Role.DEVELOPER);
    SharedVault vault = SharedVault.of(organisation, "default", "production");
    TrustPolicy policy = TestEscrow.policy(vault.id(), "production");
    String route = vault.path() + "/oidc/policies";
    long length = organisation.membership().length();
    refused(
        developer
            .api()
            .post(route, shared(organisation, developer, policy, vault.escrow(developer))),
        403,
        "role_not_enough");
    assertThat(organisation.membership().length()).isEqualTo(length);
    maintainer
        .api()
        .post(route, shared(organisation, maintainer, policy, vault.escrow(maintainer)))
        .require(201);
    assertThat(organisation.membership().policies().of(vault.id())).containsExactly(policy);
    assertThat(developer.api().get(route).require(200).as(PolicyList.class).policies())
        .singleElement()
        .satisfies(view -> assertThat(view.escrowed()).containsExactly("production"));
    List<AuditEntry> audit = AuditTrail.verified(organisation);
    assertThat(audit.get(audit.size() - 1).action()).isEqualTo("policy_set");
    assertThat(audit.get(audit.size() - 1).vaultId()).isEqualTo(vault.id().value());
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void shared_newEpochAndUnshare_escrowFollows(Running where) throws Exception {
    TestOrganisation organisation = TestOrganisation.of(where.people());
    TestMember owner = organisation.owner();
    SharedVault vault = SharedVault.of(organisation, "default");
    TrustPolicy policy = TestEscrow.policy(vault.id(), "default");
    String route = vault.path() + "/oidc/policies";
    owner.api().post(route, shared(organisation, owner, policy, vault.escrow(owner))).require(201);
    vault.rotate();
    PushVault without = vault.seal(owner, Map.of("default", CONTENT));
    String before = owner.api().get(vault.path() + "/versions").require(200).text();
    Answer refused = owner.api().post(vault.route(), without);
    refused(refused, 409, "recipients_conflict");
    assertThat(refused.problem().missing()).containsExactly(policy.id() + " environment default");
    assertThat(owner.api().get(vault.path() + "/versions").require(200).text()).isEqualTo(before);
    PushVault with = TestEscrow.with(without, vault.escrow(owner).keys(policy));
    owner.api().post(vault.route(), with).require(200);
    vault.accept(with);
    assertThat(owner.api().get(route).require(200).as(PolicyList.class).policies())
        .singleElement()
        .satisfies(view -> assertThat(view.epoch()).isEqualTo(2));
    owner.api().delete(vault.path()).require(200);
    refused(owner.api().get(route), 404, "not_found");
    // The chain still has the policy: who shares the vault again escrows for it, or removes it.
    SharedVault again = SharedVault.draft(organisation, vault.id());
    PushVault first = again.seal(owner, Map.of("default", CONTENT));
    refused(owner.api().post(again.route(), first), 409, "recipients_conflict");
    String event =
        owner
            .signed(organisation.membership(), new MembershipEvent.PolicyRemoved(policy.id()))
            .format();
    owner.api().post(route, new ChangePolicy(event, null)).require(201);
    owner.api().post(again.route(), first).require(200);
  }

  private static ChangePolicy shared(
      TestOrganisation organisation, TestMember author, TrustPolicy policy, TestEscrow escrow)
      throws IOException {
    String event =
        author.signed(organisation.membership(), new MembershipEvent.PolicySet(policy)).format();
    return new ChangePolicy(event, escrow.keys(policy));
  }
}
