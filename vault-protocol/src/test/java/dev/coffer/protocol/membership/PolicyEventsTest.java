package dev.coffer.protocol.membership;

import static dev.coffer.protocol.membership.TestOrganisation.changed;
import static dev.coffer.protocol.membership.TestOrganisation.granted;
import static dev.coffer.protocol.membership.TestOrganisation.removed;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import dev.coffer.protocol.TestDevice;
import dev.coffer.protocol.TestPolicy;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.Policies;
import dev.coffer.protocol.membership.MembershipEvent.PolicyRemoved;
import dev.coffer.protocol.membership.MembershipEvent.PolicySet;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.policy.TrustPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class PolicyEventsTest {
  private static final String NO_RIGHT = "only owners, admins and maintainers";
  private static final TestDevice ADA = new TestDevice(1);
  private static final TestDevice BOB = new TestDevice(2);
  private static final TrustPolicy POLICY = TestPolicy.of(1, TestPolicy.VAULT, "production");
  private static final PolicySet SET = new PolicySet(POLICY);
  private static final PolicyRemoved REMOVED = new PolicyRemoved(POLICY.id());
  private final TestOrganisation begun = TestOrganisation.of("ada", ADA);

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"ADMIN", "MAINTAINER"})
  void set_andRemove_byThoseWhoReadEverything(Role role) {
    TestOrganisation set = begun.member("bob", role, ADA, BOB).add(SET, BOB);
    assertThat(set.chain().policies().of(TestPolicy.VAULT)).containsExactly(POLICY);
    assertThat(set.chain().policies().find(POLICY.id()))
        .contains(new Policies.Standing(POLICY, BOB.keyId(), set.chain().length() - 1L));
    assertThat(set.add(REMOVED, BOB).chain().policies().all()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"DEVELOPER", "READER"},
      mode = Mode.INCLUDE)
  void set_orRemove_byOthers_isRefused(Role role) {
    TestOrganisation team = begun.add(SET, ADA).member("bob", role, ADA, BOB);
    team.refuses(NO_RIGHT, new PolicySet(TestPolicy.of(2, TestPolicy.VAULT, "staging")), BOB);
    team.refuses(NO_RIGHT, SET, BOB);
    team.refuses(NO_RIGHT, REMOVED, BOB);
  }

  @Test
  void set_byALimitedDeveloper_isRefused() {
    TestOrganisation team =
        begun.member("bob", Role.DEVELOPER, granted("production", "write"), ADA, BOB);
    team.refuses(NO_RIGHT, SET, BOB);
  }

  @Test
  void set_byWhoWasDemotedOrRemoved_isRefused_andWhatTheySetStands() {
    TestOrganisation set = begun.member("bob", Role.MAINTAINER, ADA, BOB).add(SET, BOB);
    TestOrganisation demoted = set.add(changed("bob", Role.READER, Access.ALL), ADA);
    demoted.refuses(NO_RIGHT, REMOVED, BOB);
    TestOrganisation gone = set.add(removed("bob"), ADA);
    gone.refuses("no device of a member", REMOVED, BOB);
    assertThat(gone.chain().policies().of(TestPolicy.VAULT)).containsExactly(POLICY);
  }

  @Test
  void setAgain_replacesItWhole() {
    TrustPolicy wider = TestPolicy.of(1, TestPolicy.VAULT, "production", "staging");
    TestOrganisation twice = begun.add(SET, ADA).add(new PolicySet(wider), ADA);
    assertThat(twice.chain().policies().of(TestPolicy.VAULT)).containsExactly(wider);
  }

  @Test
  void setAgain_forAnotherVault_isRefused() {
    TrustPolicy elsewhere = TestPolicy.of(1, new VaultId("vault-2"), "production");
    begun.add(SET, ADA).refuses("stays with its vault", new PolicySet(elsewhere), ADA);
  }

  @Test
  void remove_ofNone_isRefused() {
    begun.refuses("no policy", REMOVED, ADA);
  }

  @Test
  void changedPolicy_isNotItsAuthors() {
    SignedNote signed = begun.note(SET, ADA);
    String widened = signed.text().replace("branch main", "branch **");
    SignedNote forged = SignedNote.parse(signed.format().replace(signed.text(), widened));
    begun.refuses("signature", forged);
  }

  @Test
  void snapshot_keepsThem_andOneFromBeforeHasNone() {
    TestOrganisation set = begun.add(new PolicySet(TestPolicy.full(3)), ADA).add(SET, ADA);
    String stored = new Gson().toJson(set.chain().snapshot());
    Membership restored = Membership.restore(new Gson().fromJson(stored, MembershipSnapshot.class));
    assertThat(restored.policies().all()).isEqualTo(set.chain().policies().all());
    String older = new Gson().toJson(begun.chain().snapshot()).replace(",\"policies\":[]", "");
    assertThat(older).doesNotContain("policies");
    Membership before = Membership.restore(new Gson().fromJson(older, MembershipSnapshot.class));
    assertThat(before.policies().all()).isEmpty();
  }
}
