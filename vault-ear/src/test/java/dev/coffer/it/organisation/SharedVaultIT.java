package dev.coffer.it.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.SharedVault;
import dev.coffer.it.kit.TestInvitation;
import dev.coffer.it.kit.TestMember;
import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.VaultList;
import dev.coffer.protocol.wire.vault.WrappedKeyList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Vaults of an organisation: what is refused to whom, and that it left the vault as it was. */
class SharedVaultIT {
  private static final Map<String, Map<String, String>> CHANGE = Walk.CHANGE;

  @Nested
  class AsADeveloper {
    @ParameterizedTest
    @EnumSource(Running.class)
    void share_403AndNoVault(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember developer = organisation.member(Role.DEVELOPER);
      SharedVault vault = SharedVault.draft(organisation);
      refused(push(developer, vault, CHANGE), Problem.ROLE_NOT_ENOUGH);
      assertThat(organisation.owner().get("/vaults").as(VaultList.class).vaults()).isEmpty();
      organisation.owner().api().get(vault.route()).require(404);
      vault.push(organisation.member(Role.MAINTAINER), CHANGE);
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void newEpoch_200WithKeysForExactlyTheMembers(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember developer = organisation.member(Role.DEVELOPER);
      TestMember reader = organisation.member(Role.READER);
      SharedVault vault = SharedVault.of(organisation, "default");
      TestMember joiner = organisation.stranger();
      TestInvitation invitation = TestInvitation.of(Role.READER, Access.ALL);
      organisation.owner().append(invitation.invited()).require(201);
      organisation.join(joiner, invitation).require(201);
      String before = head(organisation, vault);
      vault.rotate();
      PushVault whole = vault.seal(developer, CHANGE);
      assertThat(whole.wrappedKeys()).hasSize(3);
      String own = vault.keys(developer, Recipient.ofVault(joiner.keyId())).wrappedKeys().get(0);
      List<String> withoutReader =
          whole.wrappedKeys().stream()
              .filter(note -> !note.contains("recipient " + reader.keyId()))
              .toList();
      Answer tooFew = developer.api().post(vault.route(), with(whole, withoutReader));
      refused(tooFew, Problem.RECIPIENTS_CONFLICT);
      assertThat(tooFew.problem().missing()).containsExactly(reader.keyId().value());
      assertThat(tooFew.problem().unexpected()).isEmpty();
      assertThat(tooFew.problem().detail()).contains(reader.person().account());
      Answer tooMany =
          developer.api().post(vault.route(), with(whole, plus(whole.wrappedKeys(), own)));
      refused(tooMany, Problem.RECIPIENTS_CONFLICT);
      assertThat(tooMany.problem().unexpected()).containsExactly(joiner.keyId().value());
      assertThat(tooMany.problem().missing()).isEmpty();
      assertThat(head(organisation, vault)).isEqualTo(before);
      developer.api().post(vault.route(), whole).require(200);
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void push_oldEpochAfterARemoval_409RotationDueAndUnchanged(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember developer = organisation.member(Role.DEVELOPER);
      TestMember leaver = organisation.member(Role.READER);
      SharedVault vault = SharedVault.of(organisation, "default");
      organisation.owner().remove(leaver, vault.head()).require(201);
      String before = head(organisation, vault);
      refused(push(developer, vault, CHANGE), Problem.ROTATION_DUE);
      assertThat(head(organisation, vault)).isEqualTo(before);
      vault.rotate();
      vault.push(developer, CHANGE);
      vault.push(developer, Map.of("default", Map.of("KEY", "newer")));
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void push_lpm_403(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      SharedVault vault = SharedVault.of(organisation, "default");
      String before = head(organisation, vault);
      PushVault lpm =
          new PushVault(
              "AAAAAAAAAAAAAAAA:" + "A".repeat(24),
              "AAAAAAAAAAAAAAAA:" + "A".repeat(64),
              null,
              true,
              null,
              null,
              "lpm",
              null);
      refused(organisation.owner().api().post(vault.route(), lpm), Problem.LPM_NOT_ALLOWED);
      assertThat(head(organisation, vault)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void push_onAnEventOfAnotherChain_422(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      SharedVault vault = SharedVault.of(organisation, "default");
      Membership foreign = TestOrganisation.of(where.people()).membership();
      PushVault push = vault.seal(organisation.owner(), foreign, CHANGE);
      refused(organisation.owner().api().post(vault.route(), push), Problem.ENVELOPE_REFUSED);
      assertThat(pulled(organisation.owner(), vault).version()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void push_onADeviceThatTheOrganisationDoesNotKnow_403AndNoKeyOnPull(Running where)
        throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      SharedVault vault = SharedVault.of(organisation, "default");
      TestMember second = organisation.owner().onAnotherDevice();
      refused(push(second, vault, CHANGE), Problem.DEVICE_NOT_APPROVED);
      assertThat(pulled(second, vault).wrappedKey()).isNull();
      AddWrappedKeys keys =
          vault.keys(organisation.owner(), Recipient.ofVault(organisation.owner().keyId()));
      refused(second.api().post(vault.path() + "/keys", keys), Problem.DEVICE_NOT_APPROVED);
      assertThat(pulled(organisation.owner(), vault).version()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void addKeys_forWhoMayNotHaveThem_409AndUnchanged(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember developer = organisation.member(Role.DEVELOPER);
      TestMember limited =
          organisation.member(Role.READER, TestOrganisation.granted("staging:read"));
      SharedVault vault = SharedVault.of(organisation, "default", "staging");
      List<String> before = keys(organisation, vault);
      for (Recipient recipient :
          List.of(
              Recipient.ofVault(limited.keyId()),
              new Recipient(limited.keyId(), KeyScope.of(new EnvironmentName("default"))))) {
        Answer answer =
            developer.api().post(vault.path() + "/keys", vault.keys(developer, recipient));
        refused(answer, Problem.RECIPIENTS_CONFLICT);
        assertThat(answer.problem().unexpected()).containsExactly(recipient.text());
      }
      assertThat(keys(organisation, vault)).isEqualTo(before);
    }
  }

  @Nested
  class AsALimitedDeveloper {
    @ParameterizedTest
    @EnumSource(Running.class)
    void push_whatItMayNotWrite_403AndUnchanged(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember limited =
          organisation.member(
              Role.DEVELOPER, TestOrganisation.granted("staging:write", "production:read"));
      SharedVault vault = SharedVault.of(organisation, "default", "production", "staging");
      String before = head(organisation, vault);
      for (String environment : List.of("default", "production", "new")) {
        refused(
            push(
                limited,
                vault,
                Map.of(environment, Map.of("KEY", "x"), "staging", Map.of("KEY", "x"))),
            Problem.ROLE_NOT_ENOUGH);
      }
      refused(push(limited, vault, Map.of("production", Map.of())), Problem.ROLE_NOT_ENOUGH);
      assertThat(head(organisation, vault)).isEqualTo(before);
      vault.push(limited, Map.of("staging", Map.of("KEY", "x")));
      before = head(organisation, vault);
      vault.rotate();
      refused(push(limited, vault, Map.of("staging", Map.of("KEY", "x"))), Problem.ROLE_NOT_ENOUGH);
      assertThat(head(organisation, vault)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void addKeys_forItsOwnDeviceOnly(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember limited =
          organisation.member(Role.DEVELOPER, TestOrganisation.granted("staging:write"));
      SharedVault vault = SharedVault.of(organisation, "default", "staging");
      TestMember later = organisation.member(Role.READER);
      List<String> before = keys(organisation, vault);
      refused(
          limited
              .api()
              .post(vault.path() + "/keys", vault.keys(limited, Recipient.ofVault(later.keyId()))),
          Problem.ROLE_NOT_ENOUGH);
      assertThat(keys(organisation, vault)).isEqualTo(before);
      TestMember second = limited.onAnotherDevice();
      limited.approve(second).require(201);
      Recipient own = new Recipient(second.keyId(), KeyScope.of(new EnvironmentName("staging")));
      limited.api().post(vault.path() + "/keys", vault.keys(limited, own)).require(200);
      assertThat(vault.unwrappable(pulled(second, vault), second)).containsExactly("staging");
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void withoutAnyGrant_403(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember limited = organisation.member(Role.DEVELOPER, TestOrganisation.granted());
      SharedVault vault = SharedVault.of(organisation, "default");
      refused(limited.api().get(vault.route()), Problem.ROLE_NOT_ENOUGH);
      refused(limited.api().get(vault.path() + "/keys"), Problem.ROLE_NOT_ENOUGH);
      refused(push(limited, vault, CHANGE), Problem.ROLE_NOT_ENOUGH);
    }
  }

  @Nested
  class AsAReader {
    @ParameterizedTest
    @EnumSource(Running.class)
    void write_403AndUnchanged(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember reader = organisation.member(Role.READER);
      SharedVault vault = SharedVault.of(organisation, "default");
      TestMember later = organisation.member(Role.DEVELOPER);
      String before = head(organisation, vault);
      List<String> keysBefore = keys(organisation, vault);
      refused(push(reader, vault, CHANGE), Problem.ROLE_NOT_ENOUGH);
      refused(
          reader
              .api()
              .post(vault.path() + "/keys", vault.keys(reader, Recipient.ofVault(later.keyId()))),
          Problem.ROLE_NOT_ENOUGH);
      refused(reader.api().delete(vault.path()), Problem.ROLE_NOT_ENOUGH);
      refused(reader.get("/audit"), Problem.ROLE_NOT_ENOUGH);
      refused(reader.api().get(vault.path() + "/audit"), Problem.ROLE_NOT_ENOUGH);
      assertThat(head(organisation, vault)).isEqualTo(before);
      assertThat(keys(organisation, vault)).isEqualTo(keysBefore);
      assertThat(vault.opened(pulled(reader, vault), reader, "default"))
          .containsEntry("KEY", "of default");
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void conditionalPull_304UntilItsRightsChange(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember reader = organisation.member(Role.READER);
      SharedVault vault = SharedVault.of(organisation, "default", "staging");
      String tag = reader.api().get(vault.route()).require(200).header("ETag");
      reader.api().with("If-None-Match", tag).get(vault.route()).require(304);
      organisation
          .owner()
          .changeRole(reader, Role.READER, TestOrganisation.granted("staging:read"), vault.head())
          .require(201);
      Answer narrowed = reader.api().with("If-None-Match", tag).get(vault.route()).require(200);
      assertThat(narrowed.as(PulledVault.class).wrappedKey()).isNull();
      String narrower = narrowed.header("ETag");
      reader.api().with("If-None-Match", narrower).get(vault.route()).require(304);
      organisation.owner().remove(reader, vault.head()).require(201);
      reader.api().with("If-None-Match", narrower).get(vault.route()).require(404);
    }
  }

  @Nested
  class AsAnAdmin {
    @ParameterizedTest
    @EnumSource(Running.class)
    void unshare_200AndEverythingGone(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember admin = organisation.member(Role.ADMIN);
      TestMember maintainer = organisation.member(Role.MAINTAINER);
      SharedVault vault = SharedVault.of(organisation, "default");
      SharedVault other = SharedVault.of(organisation, "default");
      vault.push(admin, CHANGE);
      refused(maintainer.api().delete(vault.path()), Problem.ROLE_NOT_ENOUGH);
      assertThat(pulled(admin, vault).version()).isEqualTo(2);
      admin.api().delete(vault.path()).require(200);
      for (String rest : List.of("/sync", "/versions", "/keys", "/audit")) {
        refused(admin.api().get(vault.path() + rest), Problem.NOT_FOUND);
      }
      refused(admin.api().delete(vault.path()), Problem.NOT_FOUND);
      AuditEntry last = lastOf(organisation);
      assertThat(last.action()).isEqualTo("unshare");
      assertThat(last.vaultId()).isEqualTo(vault.id().value());
      assertThat(last.userId()).isEqualTo(admin.account());
      assertThat(pulled(admin, other).version()).isEqualTo(1);
    }
  }

  @Nested
  class AsAnAccount {
    @ParameterizedTest
    @EnumSource(Running.class)
    void revokeADevice_itsKeysInTheOrganisationAreGone(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember owner = organisation.owner();
      TestMember second = owner.onAnotherDevice();
      owner.approve(second).require(201);
      SharedVault vault = SharedVault.of(organisation, "default");
      assertThat(keys(organisation, vault)).hasSize(2);
      String tag = owner.api().get(vault.route()).require(200).header("ETag");
      owner.device().revoke(second.device());
      assertThat(keys(organisation, vault)).containsExactly(owner.keyId().value());
      owner.api().with("If-None-Match", tag).get(vault.route()).require(200);
      second.api().get(vault.route()).require(401);
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void ownVaultOfTheSameId_isAnotherOne(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      SharedVault vault = SharedVault.of(organisation, "default");
      String own = "/api/vaults/" + vault.id();
      organisation.owner().api().get(own + "/sync").require(404);
      organisation.owner().api().get(own + "/keys").require(404);
      organisation.owner().api().delete(own).require(404);
    }
  }

  private static AuditEntry lastOf(TestOrganisation organisation) throws Exception {
    List<AuditEntry> entries = AuditTrail.verified(organisation);
    return entries.get(entries.size() - 1);
  }

  private static Answer push(
      TestMember author, SharedVault vault, Map<String, Map<String, String>> changes)
      throws Exception {
    return author.api().post(vault.route(), vault.seal(author, changes));
  }

  private static PushVault with(PushVault push, List<String> keys) {
    return new PushVault(
        push.encryptedBlob(), null, push.expectedVersion(), null, null, null, push.format(), keys);
  }

  private static List<String> plus(List<String> notes, String more) {
    return Stream.concat(notes.stream(), Stream.of(more)).toList();
  }

  private static PulledVault pulled(TestMember member, SharedVault vault) throws Exception {
    return member.api().get(vault.route()).require(200).as(PulledVault.class);
  }

  private static String head(TestOrganisation organisation, SharedVault vault) throws Exception {
    return organisation.owner().api().get(vault.route()).require(200).text();
  }

  private static List<String> keys(TestOrganisation organisation, SharedVault vault)
      throws Exception {
    return organisation
        .owner()
        .api()
        .get(vault.path() + "/keys")
        .require(200)
        .as(WrappedKeyList.class)
        .recipients();
  }

  private static void refused(Answer answer, Problem problem) {
    assertThat(answer.problem().code()).as("%s", answer).isEqualTo(problem.code());
    assertThat(answer.status()).isEqualTo(problem.status());
  }
}
