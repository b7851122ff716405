package dev.coffer.it.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.SharedVault;
import dev.coffer.it.kit.TestMember;
import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.it.kit.Together;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.MembershipEvent.DeviceRevoked;
import dev.coffer.protocol.membership.MembershipEvent.Removed;
import dev.coffer.protocol.membership.MembershipEvent.RoleChanged;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.VaultList;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The heads that an organisation's events name: those that somebody can have pulled, and no others.
 * A version that never was would close its vault to everybody, for good.
 */
final class HeadsIT {
  private static final int ROUNDS = 5;
  private static final int MOST = 2_000;

  @ParameterizedTest
  @EnumSource(Running.class)
  void removed_withHeadsThatNeverWere_409AndUnchanged(Running where) throws Exception {
    TestOrganisation organisation = TestOrganisation.of(where.people());
    TestMember leaver = organisation.member(Role.DEVELOPER);
    refusesWhatNeverWas(where, organisation, heads -> new Removed(leaver.account(), heads));
    assertThat(leaver.standing().isActive()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void roleChanged_withHeadsThatNeverWere_409AndUnchanged(Running where) throws Exception {
    TestOrganisation organisation = TestOrganisation.of(where.people());
    TestMember developer = organisation.member(Role.DEVELOPER);
    refusesWhatNeverWas(
        where,
        organisation,
        heads -> new RoleChanged(developer.account(), Role.READER, Access.ALL, heads));
    assertThat(developer.standing().role()).isEqualTo(Role.READER);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void deviceRevoked_withHeadsThatNeverWere_409AndUnchanged(Running where) throws Exception {
    TestOrganisation organisation = TestOrganisation.of(where.people());
    TestMember second = organisation.owner().onAnotherDevice();
    organisation.owner().approve(second).require(201);
    refusesWhatNeverWas(where, organisation, heads -> new DeviceRevoked(second.keyId(), heads));
    assertThat(organisation.membership().device(second.keyId()).orElseThrow().isApproved())
        .isFalse();
  }

  /** Ends with the event accepted, with heads that are true. */
  private static void refusesWhatNeverWas(
      Running where,
      TestOrganisation organisation,
      Function<List<VaultHead>, MembershipEvent> naming)
      throws Exception {
    TestMember owner = organisation.owner();
    SharedVault vault = SharedVault.of(organisation, "default");
    VaultHead first = vault.head();
    vault.push(owner, Walk.CHANGE);
    vault.push(owner, Map.of("default", Map.of("KEY", "newer")));
    VaultHead newest = vault.head();
    VaultHead foreign = SharedVault.of(TestOrganisation.of(where.people()), "default").head();
    Membership before = organisation.membership();
    String pulled = owner.api().get(vault.route()).require(200).text();
    int records = AuditTrail.verified(organisation).size();
    for (VaultHead false_ :
        List.of(
            new VaultHead(vault.id(), Integer.MAX_VALUE, newest.manifest()),
            new VaultHead(vault.id(), newest.version() + 1, newest.manifest()),
            new VaultHead(vault.id(), newest.version(), first.manifest()),
            new VaultHead(vault.id(), first.version(), newest.manifest()),
            new VaultHead(new VaultId("nobodys"), 1, newest.manifest()),
            foreign)) {
      refused(owner.append(naming.apply(List.of(false_))), false_);
    }
    List<VaultHead> both =
        Stream.of(newest, foreign)
            .sorted(Comparator.comparing(head -> head.vault().value()))
            .toList();
    refused(owner.append(naming.apply(both)), foreign);
    assertThat(organisation.membership().head()).isEqualTo(before.head());
    assertThat(AuditTrail.verified(organisation)).hasSize(records);
    assertThat(owner.api().get(vault.route()).require(200).text()).isEqualTo(pulled);

    owner.append(naming.apply(List.of(newest))).require(201);
    assertThat(organisation.membership().floor(vault.id())).contains(newest);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void olderVersion_201(Running where) throws Exception {
    TestOrganisation organisation = TestOrganisation.of(where.people());
    TestMember leaver = organisation.member(Role.DEVELOPER);
    SharedVault vault = SharedVault.of(organisation, "default");
    VaultHead pulledByTheOwner = vault.head();
    vault.push(leaver, Walk.CHANGE);
    organisation.owner().remove(leaver, pulledByTheOwner).require(201);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void vaultUnsharedSince_removalGoesOn(Running where) throws Exception {
    TestOrganisation organisation = TestOrganisation.of(where.people());
    TestMember owner = organisation.owner();
    TestMember leaver = organisation.member(Role.DEVELOPER);
    TestMember another = organisation.member(Role.DEVELOPER);
    SharedVault vault = SharedVault.of(organisation, "default");
    vault.push(leaver, Walk.CHANGE);
    VaultHead last = vault.head();
    owner.api().delete(vault.path()).require(200);
    VaultHead beyond = new VaultHead(last.vault(), last.version() + 1, last.manifest());
    refused(owner.remove(leaver, beyond), beyond);
    assertThat(leaver.standing().isActive()).isTrue();
    owner.remove(leaver, last).require(201);

    SharedVault again = SharedVault.draft(organisation, vault.id());
    again.push(owner, Walk.CHANGE);
    refused(owner.remove(another, beyond), beyond);
    assertThat(another.standing().isActive()).isTrue();
    owner.api().delete(again.path()).require(200);
    owner.remove(another, last).require(201);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void unshareAndRemove_theRemovalNeverFails(Running where) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember owner = organisation.owner();
      TestMember leaver = organisation.member(Role.DEVELOPER);
      SharedVault vault = SharedVault.of(organisation, "default");
      SignedNote removal =
          owner.signed(
              organisation.membership(), new Removed(leaver.account(), List.of(vault.head())));
      List<Answer> answers =
          Together.send(List.of(() -> owner.send(removal), () -> owner.api().delete(vault.path())));
      assertThat(answers).extracting(Answer::status).containsExactly(201, 200);
      assertThat(leaver.standing().isActive()).isFalse();
      assertThat(owner.get("/vaults").as(VaultList.class).vaults()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void pushAndRemovalThatNamesIt_thePushIsFirstOrTheRemovalIsRefused(Running where)
      throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember owner = organisation.owner();
      TestMember leaver = organisation.member(Role.DEVELOPER);
      SharedVault vault = SharedVault.of(organisation, "default");
      PushVault next = vault.seal(leaver, Walk.CHANGE);
      vault.accept(next);
      VaultHead coming = vault.head();
      SignedNote removal =
          owner.signed(organisation.membership(), new Removed(leaver.account(), List.of(coming)));
      List<Answer> answers =
          Together.send(
              List.of(() -> owner.send(removal), () -> leaver.api().post(vault.route(), next)));
      answers.get(1).require(200);
      if (answers.get(0).status() != 201) {
        refused(answers.get(0), coming);
        assertThat(organisation.membership().floor(vault.id())).isEmpty();
      }
    }
  }

  @Test
  void asManyHeadsAsAnEventHolds_eachIsCompared() throws Exception {
    TestOrganisation organisation = TestOrganisation.of(Running.POSTGRESQL.people());
    TestMember owner = organisation.owner();
    TestMember leaver = organisation.member(Role.DEVELOPER);
    SharedVault vault = SharedVault.of(organisation, "default");
    List<VaultHead> heads = new ArrayList<>();
    for (int i = 1; i < MOST; i++) {
      heads.add(new VaultHead(new VaultId("u" + (MOST + i)), i, Digest.of("version " + i)));
    }
    noteUnshared(organisation.id(), heads);
    heads.add(vault.head());
    List<VaultHead> beyond = new ArrayList<>(heads);
    VaultHead last = heads.get(MOST - 2);
    beyond.set(MOST - 2, new VaultHead(last.vault(), last.version() + 1, last.manifest()));
    refused(owner.append(new Removed(leaver.account(), beyond)), beyond.get(MOST - 2));
    owner.append(new Removed(leaver.account(), heads)).require(201);
  }

  private static void noteUnshared(UUID organisation, List<VaultHead> heads) throws Exception {
    try (Connection connection = Running.POSTGRESQL.server().database().connect();
        PreparedStatement insert =
            connection.prepareStatement("insert into unshared_vault values (?, ?, ?)")) {
      for (VaultHead head : heads) {
        insert.setString(1, organisation.toString());
        insert.setString(2, head.vault().value());
        insert.setInt(3, head.version());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void refused(Answer answer, VaultHead named) {
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.problem().code()).isEqualTo(Problem.CHAIN_EVENT_REFUSED.code());
    assertThat(answer.problem().detail())
        .contains("version " + named.version() + " of vault " + named.vault());
  }
}
