package dev.coffer.it.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.HeldVault;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.SharedVault;
import dev.coffer.it.kit.TestInvitation;
import dev.coffer.it.kit.TestMember;
import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.it.kit.Together;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent.Removed;
import dev.coffer.protocol.membership.MembershipEvent.RoleChanged;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.WrappedKeyList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests of one organisation that meet: whichever comes first, the other is judged after it. */
final class RaceIT {
  private static final int AT_ONCE = 20;
  private static final int ROUNDS = 5;

  @ParameterizedTest
  @EnumSource(Running.class)
  void append_manyAtOnce_oneForEachSequence(Running where) throws Exception {
    TestOrganisation organisation = TestOrganisation.of(where.people());
    TestMember owner = organisation.owner();
    for (int round = 1; round <= ROUNDS; round++) {
      Membership chain = organisation.membership();
      List<Callable<Answer>> rivals = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        SignedNote event =
            owner.signed(chain, TestInvitation.of(Role.READER, Access.ALL).invited());
        rivals.add(() -> owner.send(event));
      }
      List<Answer> answers = Together.send(rivals);
      assertThat(answers).extracting(Answer::status).containsOnly(201, 409);
      assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
      assertThat(organisation.membership().length()).isEqualTo(round + 1);
    }
    assertThat(AuditTrail.verified(organisation)).hasSize(ROUNDS + 1);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void removeAndPush_theRemovedHasNoKeyAndTheNextEpochIsDue(Running where) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember owner = organisation.owner();
      TestMember leaver = organisation.member(Role.DEVELOPER);
      SharedVault vault = SharedVault.of(organisation, "default");
      PushVault byLeaver = vault.seal(leaver, Walk.CHANGE);
      SignedNote removal = removal(organisation, leaver);
      List<Answer> answers =
          Together.send(
              List.of(() -> owner.send(removal), () -> leaver.api().post(vault.route(), byLeaver)));
      answers.get(0).require(201);
      assertThat(answers.get(1).status()).as("%s", answers.get(1)).isIn(200, 403, 404, 422);
      if (answers.get(1).status() == 200) {
        vault.accept(byLeaver);
      }
      assertGone(organisation, vault, leaver);
      refusedAsDue(owner, vault);
    }
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void removeAndRotate_theRemovedHasNoKey(Running where) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember owner = organisation.owner();
      TestMember developer = organisation.member(Role.DEVELOPER);
      TestMember leaver = organisation.member(Role.DEVELOPER);
      SharedVault vault = SharedVault.of(organisation, "default");
      vault.rotate();
      PushVault newEpoch = vault.seal(developer, Walk.CHANGE);
      SignedNote removal = removal(organisation, leaver);
      List<Answer> answers =
          Together.send(
              List.of(
                  () -> owner.send(removal), () -> developer.api().post(vault.route(), newEpoch)));
      answers.get(0).require(201);
      if (answers.get(1).status() == 200) {
        vault.accept(newEpoch);
      } else {
        assertThat(answers.get(1).problem().code()).isEqualTo(Problem.RECIPIENTS_CONFLICT.code());
        assertThat(answers.get(1).problem().unexpected()).containsExactly(leaver.keyId().value());
      }
      assertGone(organisation, vault, leaver);
    }
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void removeAndShare_theRemovedHasNoKey(Running where) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember owner = organisation.owner();
      TestMember maintainer = organisation.member(Role.MAINTAINER);
      TestMember leaver = organisation.member(Role.DEVELOPER);
      SharedVault vault = SharedVault.draft(organisation);
      PushVault first = vault.seal(maintainer, Walk.CHANGE);
      SignedNote removal = removal(organisation, leaver);
      List<Answer> answers =
          Together.send(
              List.of(
                  () -> owner.send(removal), () -> maintainer.api().post(vault.route(), first)));
      answers.get(0).require(201);
      if (answers.get(1).status() == 200) {
        vault.accept(first);
        assertGone(organisation, vault, leaver);
        refusedAsDue(owner, vault);
      } else {
        assertThat(answers.get(1).problem().code()).isEqualTo(Problem.RECIPIENTS_CONFLICT.code());
        owner.api().get(vault.route()).require(404);
      }
    }
  }

  /** Each waits where it has to, in this order, until the vault's row is free. */
  @Test
  void demoteAndUnshare_whoIsNoAdminAnyMoreTakesNothingAway() throws Exception {
    TestOrganisation organisation = TestOrganisation.of(Running.POSTGRESQL.people());
    TestMember owner = organisation.owner();
    TestMember admin = organisation.member(Role.ADMIN);
    SharedVault vault = SharedVault.of(organisation, "default");
    SignedNote demotion =
        owner.signed(
            organisation.membership(),
            new RoleChanged(admin.account(), Role.READER, Access.ALL, List.of()));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (HeldVault held = HeldVault.of(organisation.id(), vault.id().value())) {
      Future<Answer> demoted = threads.submit(() -> owner.send(demotion));
      held.await(1);
      Future<Answer> unshared = threads.submit(() -> admin.api().delete(vault.path()));
      held.await(2);
      held.release();
      demoted.get().require(201);
      assertThat(unshared.get().require(403).problem().code())
          .isEqualTo(Problem.ROLE_NOT_ENOUGH.code());
    } finally {
      threads.shutdownNow();
    }
    owner.api().get(vault.route()).require(200);
  }

  private static SignedNote removal(TestOrganisation organisation, TestMember leaver)
      throws Exception {
    return organisation
        .owner()
        .signed(organisation.membership(), new Removed(leaver.account(), List.of()));
  }

  private static void assertGone(
      TestOrganisation organisation, SharedVault vault, TestMember leaver) throws Exception {
    assertThat(
            organisation
                .owner()
                .api()
                .get(vault.path() + "/keys")
                .require(200)
                .as(WrappedKeyList.class)
                .recipients())
        .doesNotContain(leaver.keyId().value());
    leaver.api().get(vault.route()).require(404);
  }

  private static void refusedAsDue(TestMember owner, SharedVault vault) throws Exception {
    Answer refused =
        owner
            .api()
            .post(vault.route(), vault.seal(owner, Map.of("default", Map.of("KEY", "late"))));
    assertThat(refused.problem().code()).isEqualTo(Problem.ROTATION_DUE.code());
  }
}
