package dev.coffer.it.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.SharedVault;
import dev.coffer.it.kit.TestInvitation;
import dev.coffer.it.kit.TestMember;
import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.wire.organisation.InvitationView;
import dev.coffer.protocol.wire.organisation.OrganisationList;
import dev.coffer.protocol.wire.organisation.OrganisationView;
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.VaultList;
import dev.coffer.protocol.wire.vault.WrappedKeyList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An organisation from its first event to a member's removal, all of it accepted. */
final class LifeCycleIT {

  @ParameterizedTest
  @EnumSource(Running.class)
  void create_201AndListedByNameOrId(Running where) throws Exception {
    TestOrganisation organisation = TestOrganisation.draft(where.people());
    OrganisationView view =
        organisation.create(organisation.created()).require(201).as(OrganisationView.class);
    assertThat(view.id()).isEqualTo(organisation.id().toString());
    assertThat(view.name()).isEqualTo(organisation.name().value());
    assertThat(view.role()).isEqualTo("owner");
    assertThat(view.status()).isEqualTo("active");
    assertThat(view.members()).isEqualTo(1);
    assertThat(view.length()).isEqualTo(1);
    assertThat(view.lpm()).isFalse();
    TestMember owner = organisation.owner();
    assertThat(owner.api().get("/api/orgs").require(200).as(OrganisationList.class))
        .isEqualTo(new OrganisationList(List.of(view)));
    assertThat(owner.get("").require(200).as(OrganisationView.class)).isEqualTo(view);
    assertThat(
            owner
                .api()
                .get("/api/orgs/" + organisation.name())
                .require(200)
                .as(OrganisationView.class))
        .isEqualTo(view);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void inviteJoinRevealConfirm_eachTellsWhereItStands(Running where) throws Exception {
    TestOrganisation organisation = TestOrganisation.of(where.people());
    TestMember joiner = organisation.stranger();
    TestInvitation invitation = TestInvitation.of(Role.DEVELOPER, Access.ALL);
    String route = "/invitations/" + invitation.id();
    organisation.owner().append(invitation.invited()).require(201);
    assertThat(organisation.owner().get(route).require(200).as(InvitationView.class))
        .isEqualTo(new InvitationView(invitation.id(), "open", null));
    joiner.get("/chain?invitation=" + invitation.id()).require(200);
    organisation.join(joiner, invitation).require(201);
    assertThat(joiner.get(route).require(200).as(InvitationView.class).status())
        .isEqualTo("joined");
    assertThat(joiner.get("").require(200).as(OrganisationView.class).status()).isEqualTo("joined");
    joiner.get("/chain").require(200);
    organisation.reveal(organisation.owner(), invitation).require(200);
    organisation.reveal(organisation.owner(), invitation).require(200);
    assertThat(joiner.get(route).require(200).as(InvitationView.class).reveal())
        .isEqualTo(invitation.reveal().nonce());
    organisation.owner().append(invitation.confirmed()).require(201);
    OrganisationView view = joiner.get("").require(200).as(OrganisationView.class);
    assertThat(view.status()).isEqualTo("active");
    assertThat(view.role()).isEqualTo("developer");
    assertThat(view.members()).isEqualTo(2);
    assertThat(view.length()).isEqualTo(4);
    assertThat(joiner.get(route).require(200).as(InvitationView.class).status())
        .isEqualTo("confirmed");
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void share_memberPullsAndPushes_andLoses(Running where) throws Exception {
    TestOrganisation organisation = TestOrganisation.of(where.people());
    TestMember owner = organisation.owner();
    SharedVault vault = SharedVault.of(organisation, "default", "production");
    TestMember developer = organisation.member(Role.DEVELOPER);
    assertThat(pulled(developer, vault).wrappedKey()).isNull();
    give(owner, vault, Recipient.ofVault(developer.keyId()));
    assertThat(vault.opened(pulled(developer, vault), developer, "production"))
        .containsEntry("KEY", "of production");
    vault.push(developer, Map.of("production", Map.of("KEY", "changed")));
    assertThat(vault.opened(pulled(owner, vault), owner, "production"))
        .containsEntry("KEY", "changed");
    assertThat(owner.get("/vaults").require(200).as(VaultList.class).vaults()).hasSize(1);

    owner.changeRole(developer, Role.READER, Access.ALL).require(201);
    assertThat(developer.get("").require(200).as(OrganisationView.class).role())
        .isEqualTo("reader");
    owner.remove(developer, vault.head()).require(201);
    developer.get("").require(404);
    developer.api().get(vault.route()).require(404);
    WrappedKeyList keys =
        owner.api().get(vault.path() + "/keys").require(200).as(WrappedKeyList.class);
    assertThat(keys.recipients()).containsExactly(owner.keyId().value());
    vault.rotate();
    vault.push(owner, Map.of("default", Map.of("KEY", "new")));
    assertThat(
            AuditTrail.verified(organisation).stream()
                .map(AuditEntry::action)
                .filter(action -> !action.equals("pull")))
        .containsExactly(
            "org_created",
            "share",
            "member_invited",
            "member_joined",
            "member_added",
            "keys_add",
            "push",
            "role_changed",
            "member_removed",
            "rotate_key");
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void grant_limitedMemberGetsTheKeysOfItsEnvironmentsAlone(Running where) throws Exception {
    TestOrganisation organisation = TestOrganisation.of(where.people());
    TestMember limited =
        organisation.member(
            Role.DEVELOPER, TestOrganisation.granted("staging:write", "production:read"));
    SharedVault vault = SharedVault.of(organisation, "default", "production", "staging");
    PulledVault pulled = pulled(limited, vault);
    assertThat(pulled.wrappedKey()).isNull();
    assertThat(vault.unwrappable(pulled, limited)).containsExactly("production", "staging");
    assertThat(pulled.recipients()).hasSize(3);
    vault.push(limited, Map.of("staging", Map.of("KEY", "changed")));
    organisation
        .owner()
        .changeRole(limited, Role.DEVELOPER, TestOrganisation.granted("staging:write"))
        .require(201);
    assertThat(vault.unwrappable(pulled(limited, vault), limited)).containsExactly("staging");
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void anotherDevice_approvedAndRevokedInTheOrganisation(Running where) throws Exception {
    TestOrganisation organisation = TestOrganisation.of(where.people());
    TestMember owner = organisation.owner();
    SharedVault vault = SharedVault.of(organisation, "default");
    TestMember second = owner.onAnotherDevice();
    owner.approve(second).require(201);
    give(owner, vault, Recipient.ofVault(second.keyId()));
    assertThat(pulled(second, vault).wrappedKey()).isNotNull();
    owner.revoke(second).require(201);
    assertThat(pulled(second, vault).wrappedKey()).isNull();
    assertThat(pulled(owner, vault).recipients()).containsExactly(owner.keyId().value());
  }

  private static void give(TestMember author, SharedVault vault, Recipient recipient)
      throws Exception {
    AddWrappedKeys keys = vault.keys(author, recipient);
    author.api().post(vault.path() + "/keys", keys).require(200);
    vault.accept(keys);
  }

  private static PulledVault pulled(TestMember member, SharedVault vault) throws Exception {
    return member.api().get(vault.route()).require(200).as(PulledVault.class);
  }
}
