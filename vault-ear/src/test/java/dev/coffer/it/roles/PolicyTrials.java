package dev.coffer.it.roles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.SharedVault;
import dev.coffer.it.kit.TestEscrow;
import dev.coffer.it.kit.TestMember;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.workload.ChangePolicy;
import java.io.IOException;
import java.util.List;

/** The row about trust policies. Whoever tries it knows every key and signs well. */
record PolicyTrials(Cast cast) {

  /** Sets a policy, sets it again, and removes it. */
  final class Setting implements Trial {
    @Override
    public void allowed(Kind kind) throws IOException {
      SharedVault vault = cast.vault();
      TestMember member = cast.member(kind);
      TrustPolicy policy = TestEscrow.policy(vault.id(), "production");
      for (int i = 0; i < 2; i++) {
        member
            .api()
            .post(route(vault), set(member, policy, vault.escrow(member).keys(policy)))
            .require(201);
      }
      assertThat(cast.organisation().membership().policies().of(vault.id()))
          .containsExactly(policy);
      member.api().post(route(vault), removed(member, policy)).require(201);
      assertThat(cast.organisation().membership().policies().of(vault.id())).isEmpty();
    }

    @Override
    public void refused(Kind kind) throws IOException {
      SharedVault vault = cast.vault();
      TestMember member = cast.member(kind);
      TestMember owner = cast.owner();
      TrustPolicy policy = TestEscrow.policy(vault.id(), "production");
      owner
          .api()
          .post(route(vault), set(owner, policy, vault.escrow(owner).keys(policy)))
          .require(201);
      TrustPolicy another = TestEscrow.policy(vault.id(), "staging");
      for (ChangePolicy change :
          List.of(
              set(member, another, vault.escrow(member).keys(another)),
              set(member, policy, vault.escrow(member).keys(policy)),
              removed(member, policy))) {
        cast.refusesRole(vault, () -> member.api().post(route(vault), change));
      }
      assertThat(cast.organisation().membership().policies().of(vault.id()))
          .containsExactly(policy);
    }
  }

  private ChangePolicy set(TestMember member, TrustPolicy policy, List<String> keys)
      throws IOException {
    return change(member, new MembershipEvent.PolicySet(policy), keys);
  }

  private ChangePolicy removed(TestMember member, TrustPolicy policy) throws IOException {
    return change(member, new MembershipEvent.PolicyRemoved(policy.id()), null);
  }

  private ChangePolicy change(TestMember member, MembershipEvent event, List<String> keys)
      throws IOException {
    String signed = member.signed(cast.organisation().membership(), event).format();
    return new ChangePolicy(signed, keys);
  }

  private static String route(SharedVault vault) {
    return vault.path() + "/oidc/policies";
  }
}
