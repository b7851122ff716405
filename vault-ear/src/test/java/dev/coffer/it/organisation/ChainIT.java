package dev.coffer.it.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.SharedVault;
import dev.coffer.it.kit.TestInvitation;
import dev.coffer.it.kit.TestMember;
import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent.Created;
import dev.coffer.protocol.membership.MembershipEvent.DeviceApproved;
import dev.coffer.protocol.membership.MembershipEvent.Joined;
import dev.coffer.protocol.membership.MembershipEvent.LpmSwitched;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.account.CreateToken;
import dev.coffer.protocol.wire.account.IssuedToken;
import dev.coffer.protocol.wire.organisation.AppendMembership;
import dev.coffer.protocol.wire.organisation.InvitationReveal;
import dev.coffer.protocol.wire.organisation.InvitationView;
import dev.coffer.protocol.wire.organisation.MembershipPage;
import dev.coffer.protocol.wire.organisation.OrganisationList;
import dev.coffer.protocol.wire.organisation.OrganisationView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** /api/orgs without vaults: what is refused, and that it left everything as it was. */
class ChainIT {
  private static final String NOBODYS = "/api/orgs/" + UUID.randomUUID();

  @Nested
  class AsTheFounder {
    @ParameterizedTest
    @EnumSource(Running.class)
    void createWithANameThatIsTaken_409AndNoOrganisation(Running where) throws Exception {
      TestOrganisation first = TestOrganisation.of(where.people());
      TestOrganisation second = TestOrganisation.draft(where.people());
      Created event = second.created();
      Created sameName =
          new Created(
              event.organisation(), first.name(), event.account(), event.member(), event.devices());
      refused(second.create(sameName), Problem.ALREADY_EXISTS);
      assertThat(listed(second.owner())).isEmpty();
    }

    @Test
    void createWithWhatIsNotTheCallers_409AndNoOrganisation() throws Exception {
      TestOrganisation draft = TestOrganisation.draft(people());
      TestMember other = draft.stranger();
      Created event = draft.created();
      List<NamedDevice> foreign =
          List.of(
              event.devices().get(0),
              new NamedDevice(other.device().identity().keys(), other.device().name()));
      for (Created false_ :
          List.of(
              new Created(
                  event.organisation(),
                  event.name(),
                  other.account(),
                  event.member(),
                  event.devices()),
              new Created(
                  event.organisation(), event.name(), event.account(), "somebody", event.devices()),
              new Created(
                  event.organisation(), event.name(), event.account(), event.member(), foreign))) {
        refused(draft.create(false_), Problem.CHAIN_EVENT_REFUSED);
      }
      assertThat(listed(draft.owner())).isEmpty();
      draft.owner().get("").require(404);
    }

    @Test
    void createSignedByAnotherDevice_409() throws Exception {
      TestOrganisation draft = TestOrganisation.draft(people());
      SignedNote stolen = draft.owner().signed(Membership.empty(), draft.created());
      Answer answer =
          draft.stranger().api().post("/api/orgs", new AppendMembership(stolen.format()));
      refused(answer, Problem.CHAIN_EVENT_REFUSED);
      draft.owner().get("").require(404);
    }

    @Test
    void createWithAnotherKindOfEvent_400() throws Exception {
      TestOrganisation draft = TestOrganisation.draft(people());
      SignedNote event = draft.owner().signed(Membership.empty(), new LpmSwitched(true));
      refused(draft.create(event), Problem.MALFORMED_REQUEST);
      Api api = draft.owner().api();
      api.postText("/api/orgs", "{}").require(400);
      api.post("/api/orgs", new AppendMembership("nonsense")).require(400);
    }

    @Test
    void createWithATokenForReadingOrWithoutADevice_403() throws Exception {
      TestOrganisation draft = TestOrganisation.draft(people());
      AppendMembership first =
          new AppendMembership(draft.owner().signed(Membership.empty(), draft.created()).format());
      Api api = draft.owner().api();
      for (String scope : List.of("read", "full")) {
        IssuedToken token =
            api.post("/api/tokens", new CreateToken("t", scope, null))
                .require(201)
                .as(IssuedToken.class);
        api.as(token.token()).post("/api/orgs", first).require(403);
      }
      draft.owner().get("").require(404);
    }
  }

  @Nested
  class AsAStranger {
    @ParameterizedTest
    @EnumSource(Running.class)
    void everyRoute_404AsForAnOrganisationThatIsNot(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      SharedVault vault = SharedVault.of(organisation, "default");
      TestMember stranger = organisation.stranger();
      TestInvitation invitation = TestInvitation.of(Role.READER, Access.ALL);
      organisation.owner().append(invitation.invited()).require(201);
      String byName = "/api/orgs/" + organisation.name();
      for (String rest : Walk.reads(vault.id(), invitation.id())) {
        sameAsNobodys(stranger, byName + rest, NOBODYS + rest);
        sameAsNobodys(stranger, organisation.route() + rest, NOBODYS + rest);
      }
      Walk.assertShutOut(stranger, organisation, vault, invitation);
      assertThat(organisation.membership().length()).isEqualTo(2);
    }

    @Test
    void nameThatNobodyCanHave_404() throws Exception {
      TestMember stranger = TestOrganisation.draft(people()).stranger();
      for (String name : List.of("UPPER", "a%20b", "-", "x".repeat(200))) {
        refused(stranger.api().get("/api/orgs/" + name), Problem.NOT_FOUND);
      }
    }

    private void sameAsNobodys(TestMember who, String path, String nobodys) throws Exception {
      Answer answer = who.api().get(path).require(404);
      Answer absent = who.api().get(nobodys).require(404);
      assertThat(answer.text().replace(path.replaceAll("[?].*", ""), ""))
          .isEqualTo(absent.text().replace(nobodys.replaceAll("[?].*", ""), ""));
    }
  }

  @Nested
  class AsTheInvited {
    @ParameterizedTest
    @EnumSource(Running.class)
    void chain_byAnOpenInvitationOnly(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestOrganisation other = TestOrganisation.of(where.people());
      TestMember joiner = organisation.stranger();
      TestInvitation invitation = TestInvitation.of(Role.READER, Access.ALL);
      organisation.owner().append(invitation.invited()).require(201);
      String query = "?invitation=" + invitation.id();
      Answer page = joiner.get("/chain" + query).require(200);
      assertThat(page.as(MembershipPage.class).events()).hasSize(2);
      assertThat(page.header("X-Coffer-Signature")).isNotEmpty();
      joiner.get("/chain").require(404);
      joiner.get("/chain?invitation=" + "0".repeat(32)).require(404);
      joiner.get("/chain?invitation=%00").require(404);
      joiner.api().get(other.route() + "/chain" + query).require(404);
      joiner.get("" + query).require(404);
      organisation.owner().append(invitation.withdrawn()).require(201);
      joiner.get("/chain" + query).require(404);
      refused(organisation.join(joiner, invitation), Problem.NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void join_withWhatIsNotTheCallers_409AndTheInvitationStaysOpen(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember joiner = organisation.stranger();
      TestMember other = organisation.stranger();
      TestInvitation invitation = TestInvitation.of(Role.READER, Access.ALL);
      organisation.owner().append(invitation.invited()).require(201);
      NamedDevice own = named(joiner);
      String name = joiner.person().account();
      for (Joined false_ :
          List.of(
              joined(organisation, invitation, other.account(), name, List.of(own)),
              joined(organisation, invitation, joiner.account(), "somebody", List.of(own)),
              joined(
                  organisation, invitation, joiner.account(), name, List.of(own, named(other))))) {
        refused(joiner.append(false_), Problem.CHAIN_EVENT_REFUSED);
      }
      refused(
          joiner.append(TestInvitation.of(Role.READER, Access.ALL).invited()), Problem.NOT_FOUND);
      assertThat(organisation.membership().length()).isEqualTo(2);
      assertThat(view(organisation, invitation).status()).isEqualTo("open");
      organisation.join(joiner, invitation).require(201);
    }

    @Test
    void join_afterTheEndByTheServersClock_409() throws Exception {
      TestOrganisation organisation = TestOrganisation.of(people());
      TestMember joiner = organisation.stranger();
      Instant expires = Instant.now().plusSeconds(2);
      TestInvitation invitation = TestInvitation.until(expires, Role.READER, Access.ALL);
      organisation.owner().append(invitation.invited()).require(201);
      Membership chain = organisation.membership();
      Joined event = invitation.joined(organisation.genesis(), joiner.person());
      while (!Instant.now().isAfter(expires)) {
        Thread.sleep(100);
      }
      refused(
          joiner.send(joiner.signed(chain, event, expires.minusSeconds(1))),
          Problem.CHAIN_EVENT_REFUSED);
      joiner.get("/chain?invitation=" + invitation.id()).require(404);
      assertThat(organisation.membership().length()).isEqualTo(2);
    }

    @Test
    void join_secondByTheSameInvitation_404() throws Exception {
      TestOrganisation organisation = TestOrganisation.of(people());
      TestInvitation invitation = TestInvitation.of(Role.READER, Access.ALL);
      organisation.owner().append(invitation.invited()).require(201);
      organisation.join(organisation.stranger(), invitation).require(201);
      refused(organisation.join(organisation.stranger(), invitation), Problem.NOT_FOUND);
      assertThat(organisation.membership().length()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Running.class)
    void joinedAndNotConfirmed_chainOnly(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      SharedVault vault = SharedVault.of(organisation, "default");
      TestMember joiner = organisation.stranger();
      TestInvitation invitation = TestInvitation.of(Role.ADMIN, Access.ALL);
      organisation.owner().append(invitation.invited()).require(201);
      organisation.join(joiner, invitation).require(201);
      joiner.get("/chain").require(200);
      for (String rest :
          List.of(
              "/vaults",
              "/audit",
              "/vaults/" + vault.id() + "/sync",
              "/vaults/" + vault.id() + "/keys",
              "/vaults/" + vault.id() + "/versions",
              "/vaults/" + vault.id() + "/audit")) {
        refused(joiner.get(rest), Problem.ROLE_NOT_ENOUGH);
      }
      refused(
          joiner.api().post(vault.route(), vault.seal(organisation.owner(), Walk.CHANGE)),
          Problem.ROLE_NOT_ENOUGH);
      refused(
          joiner.append(TestInvitation.of(Role.READER, Access.ALL).invited()),
          Problem.ROLE_NOT_ENOUGH);
      refused(joiner.append(invitation.confirmed()), Problem.ROLE_NOT_ENOUGH);
      assertThat(organisation.membership().length()).isEqualTo(3);
    }

    private static Joined joined(
        TestOrganisation organisation,
        TestInvitation invitation,
        String account,
        String member,
        List<NamedDevice> devices)
        throws Exception {
      return invitation.joined(organisation.genesis(), account, member, devices);
    }
  }

  @Nested
  class AsTheInviter {
    @ParameterizedTest
    @EnumSource(Running.class)
    void reveal_tooEarlyOrAnotherNonce_409AndNothingShown(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember owner = organisation.owner();
      TestInvitation invitation = TestInvitation.of(Role.READER, Access.ALL);
      TestInvitation other = TestInvitation.of(Role.READER, Access.ALL);
      owner.append(invitation.invited()).require(201);
      refused(organisation.reveal(owner, invitation), Problem.PAIRING_OUT_OF_ORDER);
      assertThat(view(organisation, invitation).reveal()).isNull();
      organisation.join(organisation.stranger(), invitation).require(201);
      String route = organisation.route() + "/invitations/" + invitation.id() + "/reveal";
      refused(owner.api().put(route, other.reveal()), Problem.PAIRING_OUT_OF_ORDER);
      owner.api().put(route, new InvitationReveal(null)).require(400);
      owner.api().put(route, new InvitationReveal("AAAA")).require(400);
      refused(organisation.reveal(owner, other), Problem.NOT_FOUND);
      assertThat(view(organisation, invitation).reveal()).isNull();
      organisation.reveal(owner, invitation).require(200);
    }

    @Test
    void reveal_bySomebodyElse_403() throws Exception {
      TestOrganisation organisation = TestOrganisation.of(people());
      TestMember admin = organisation.member(Role.ADMIN);
      TestInvitation invitation = TestInvitation.of(Role.READER, Access.ALL);
      organisation.owner().append(invitation.invited()).require(201);
      TestMember joiner = organisation.stranger();
      organisation.join(joiner, invitation).require(201);
      refused(organisation.reveal(admin, invitation), Problem.ROLE_NOT_ENOUGH);
      refused(organisation.reveal(joiner, invitation), Problem.ROLE_NOT_ENOUGH);
      assertThat(view(organisation, invitation).reveal()).isNull();
    }
  }

  @Nested
  class AsAMember {
    @ParameterizedTest
    @EnumSource(Running.class)
    void append_whatTheChainDoesNotAccept_409AndUnchanged(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      TestMember owner = organisation.owner();
      TestMember developer = organisation.member(Role.DEVELOPER);
      Membership old = organisation.membership();
      owner.append(new LpmSwitched(true)).require(201);
      assertThat(owner.get("").require(200).as(OrganisationView.class).lpm()).isTrue();
      TestInvitation invitation = TestInvitation.of(Role.READER, Access.ALL);
      Membership now = organisation.membership();
      for (Answer answer :
          List.of(
              owner.append(old, invitation.invited()),
              developer.append(invitation.invited()),
              developer.changeRole(developer, Role.OWNER, Access.ALL),
              developer.remove(owner),
              owner.remove(owner),
              developer.send(owner.signed(now, invitation.invited())),
              owner.append(organisation.created()))) {
        refused(answer, Problem.CHAIN_EVENT_REFUSED);
        assertThat(answer.problem().hint()).isNotEmpty();
      }
      assertThat(organisation.membership().head()).isEqualTo(now.head());
      assertThat(developer.get("").require(200).as(OrganisationView.class).role())
          .isEqualTo("developer");
      assertThat(owner.get("").require(200).as(OrganisationView.class).length())
          .isEqualTo(now.length());
    }

    @Test
    void approveADeviceThatTheAccountHasNotApproved_409() throws Exception {
      TestOrganisation organisation = TestOrganisation.of(people());
      TestMember owner = organisation.owner();
      TestMember other = organisation.stranger();
      refused(
          owner.append(new DeviceApproved(owner.account(), named(other))),
          Problem.CHAIN_EVENT_REFUSED);
      assertThat(organisation.membership().length()).isEqualTo(1);
    }

    @Test
    void append_onADeviceThatTheOrganisationDoesNotKnow_409() throws Exception {
      TestOrganisation organisation = TestOrganisation.of(people());
      TestMember second = organisation.owner().onAnotherDevice();
      refused(
          second.append(TestInvitation.of(Role.READER, Access.ALL).invited()),
          Problem.CHAIN_EVENT_REFUSED);
      assertThat(organisation.membership().length()).isEqualTo(1);
    }

    @Test
    void invitation_readByWhoIsNeitherAdminNorInvited_403() throws Exception {
      TestOrganisation organisation = TestOrganisation.of(people());
      TestMember maintainer = organisation.member(Role.MAINTAINER);
      TestInvitation invitation = TestInvitation.of(Role.READER, Access.ALL);
      organisation.owner().append(invitation.invited()).require(201);
      refused(maintainer.get("/invitations/" + invitation.id()), Problem.ROLE_NOT_ENOUGH);
      refused(maintainer.get("/invitations/" + "0".repeat(32)), Problem.NOT_FOUND);
    }
  }

  @Nested
  class AsARemovedMember {
    @ParameterizedTest
    @EnumSource(Running.class)
    void everyRoute_404FromTheNextRequestOn_andBackByAnInvitation(Running where) throws Exception {
      TestOrganisation organisation = TestOrganisation.of(where.people());
      SharedVault vault = SharedVault.of(organisation, "default");
      TestMember member = organisation.member(Role.ADMIN);
      TestInvitation invitation = TestInvitation.of(Role.READER, Access.ALL);
      member.append(invitation.invited()).require(201);
      member.api().get(vault.route()).require(200);
      organisation.owner().remove(member).require(201);
      Walk.assertShutOut(member, organisation, vault, invitation);
      assertThat(listed(member)).isEmpty();
      organisation.let(member, TestInvitation.of(Role.READER, Access.ALL));
      member.api().get(vault.route()).require(200);
      assertThat(member.standing().role()).isEqualTo(Role.READER);
    }
  }

  private static NamedDevice named(TestMember member) {
    return new NamedDevice(member.device().identity().keys(), member.device().name());
  }

  private static List<OrganisationView> listed(TestMember member) throws Exception {
    return member.api().get("/api/orgs").require(200).as(OrganisationList.class).organisations();
  }

  private static InvitationView view(TestOrganisation organisation, TestInvitation invitation)
      throws Exception {
    return organisation
        .owner()
        .get("/invitations/" + invitation.id())
        .require(200)
        .as(InvitationView.class);
  }

  private static People people() throws Exception {
    return Running.H2.people();
  }

  private static void refused(Answer answer, Problem problem) {
    assertThat(answer.problem().code()).as("%s", answer).isEqualTo(problem.code());
    assertThat(answer.status()).isEqualTo(problem.status());
  }
}
