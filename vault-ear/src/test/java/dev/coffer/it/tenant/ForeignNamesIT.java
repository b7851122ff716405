package dev.coffer.it.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.crypto.KeyWrapping;
import dev.coffer.client.crypto.VaultKey;
import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.SharedVault;
import dev.coffer.it.kit.TestInvitation;
import dev.coffer.it.kit.TestMember;
import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.WrapContext;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.MembershipEvent.Created;
import dev.coffer.protocol.membership.MembershipEvent.DeviceApproved;
import dev.coffer.protocol.membership.MembershipEvent.DeviceRevoked;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import dev.coffer.protocol.membership.MembershipEvent.Removed;
import dev.coffer.protocol.membership.MembershipEvent.RoleChanged;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.organisation.AppendMembership;
import dev.coffer.protocol.wire.organisation.OrganisationList;
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.PulledVault;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What names something of one organisation where another one is asked, or an organisation by
 * another spelling: the owner of the one gets nothing of the other.
 */
final class ForeignNamesIT {
  private Estate own;
  private Estate other;
  private Estate.State ownBefore;
  private Estate.State otherBefore;

  @BeforeEach
  void begin() throws Exception {
    own = Estate.of(Running.H2.people());
    other = Estate.of(Running.H2.people());
    ownBefore = own.state();
    otherBefore = other.state();
  }

  @Test
  void anothersVaultOrInvitationUnderOnesOwn_asIfThereWereNone() throws Exception {
    Names theirs = other.byId().in(own.byId().organisation());
    String none = UUID.randomUUID().toString().replace("-", "");
    Names absent = new Names(theirs.organisation(), none, none);
    for (TenantRoute route : TenantRoute.ofOne(Running.H2.server().api())) {
      if (route.template().contains("{id}")) {
        Optional<Object> body = other.body(route, own.owner());
        Told told = Told.of(route.send(own.owner().api(), theirs, body), route.path(theirs));
        assertThat(told.status()).as("%s: %s", route, told).isIn(404, 409);
        assertThat(told)
            .isEqualTo(Told.of(route.send(own.owner().api(), absent, body), route.path(absent)));
      }
    }
    requireUnchanged();
  }

  @Test
  void anothersVaultAsOnesPersonalOne_404() throws Exception {
    TestMember owner = other.owner();
    for (String rest : List.of("/sync", "/versions", "/keys", "/audit")) {
      owner.api().get("/api/vaults/" + other.vault().id() + rest).require(404);
    }
    requireUnchanged();
  }

  @Test
  void oneIdInTwoOrganisations_eachItsOwn() throws Exception {
    SharedVault same = SharedVault.draft(own.organisation(), other.vault().id());
    same.push(own.owner(), Map.of("default", Map.of("KEY", "mine")));
    assertThat(other.state()).isEqualTo(otherBefore);
    PulledVault pulled = own.owner().api().get(same.route()).require(200).as(PulledVault.class);
    assertThat(same.opened(pulled, own.owner(), "default")).containsEntry("KEY", "mine");
    own.owner().api().delete(same.path()).require(200);
    assertThat(other.state()).isEqualTo(otherBefore);
  }

  @Test
  void eventThatNamesAnothersMemberDeviceOrInvitation_409() throws Exception {
    TestMember theirs = other.owner();
    NamedDevice device = new NamedDevice(theirs.device().identity().keys(), theirs.device().name());
    List<MembershipEvent> events =
        List.of(
            new RoleChanged(theirs.account(), Role.READER, Access.ALL, List.of()),
            new Removed(theirs.account(), List.of()),
            new DeviceRevoked(theirs.keyId(), List.of()),
            new DeviceApproved(theirs.account(), device),
            new DeviceApproved(own.owner().account(), device),
            other.invitation().confirmed(),
            other.invitation().withdrawn());
    for (MembershipEvent event : events) {
      requireRefused(own.owner().append(event), 409, "chain_event_refused");
    }
    requireUnchanged();
  }

  @Test
  void eventOfAnotherChain_409() throws Exception {
    TestInvitation invitation = TestInvitation.of(Role.READER, Access.ALL);
    Membership chain = other.organisation().membership();
    SignedNote event = other.owner().signed(chain, invitation.invited());
    requireRefused(own.owner().send(event), 409, "chain_event_refused");
    SignedNote resigned = own.owner().signed(chain, invitation.invited());
    requireRefused(own.owner().send(resigned), 409, "chain_event_refused");
    requireUnchanged();
  }

  @Test
  void invitationToAnother_404() throws Exception {
    TestInvitation invitation = TestInvitation.of(Role.READER, Access.ALL);
    own.owner().append(invitation.invited()).require(201);
    TestMember joiner = other.organisation().stranger();
    joiner.get("/chain?invitation=" + invitation.id()).require(404);
    joiner.get("/chain?invitation=" + other.invitation().id()).require(404);
    other.organisation().join(joiner, invitation).require(404);
    assertThat(other.state()).isEqualTo(otherBefore);
  }

  @Test
  void keyForAnothersDevice_409() throws Exception {
    byte[] key = new byte[32];
    SecureRandom random = new SecureRandom();
    WrapContext place = new WrapContext(own.vault().id(), 1, KeyScope.VAULT, other.owner().keyId());
    String wrapped =
        new KeyWrapping(random)
            .wrap(
                VaultKey.of(key),
                place,
                other.owner().device().identity().keys(),
                own.owner().device().identity())
            .format();
    requireRefused(
        own.owner().api().post(own.vault().path() + "/keys", new AddWrappedKeys(List.of(wrapped))),
        409,
        "recipients_conflict");
    requireUnchanged();
  }

  @Test
  void beginWithAnothersIdOrName_409AndNothingIsTaken() throws Exception {
    TestMember founder = own.organisation().stranger();
    OrganisationName free = TestOrganisation.draft(Running.H2.people()).name();
    List<Created> taken =
        List.of(
            created(founder, other.organisation().id(), free),
            created(founder, UUID.randomUUID(), other.organisation().name()));
    for (Created event : taken) {
      SignedNote signed = founder.signed(Membership.empty(), event);
      requireRefused(begin(founder, signed), 409, "already_exists");
    }
    requireNone(founder);
    requireUnchanged();
  }

  @Test
  void beginWithANameThatIsAnId_400() throws Exception {
    TestMember founder = own.organisation().stranger();
    String id = "abcdef01-2345-4678-9abc-def012345678";
    OrganisationName name = new OrganisationName("abcdef01");
    String text =
        Membership.empty()
            .next(
                created(founder, UUID.randomUUID(), name),
                founder.keyId(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS))
            .text();
    assertThat(text).contains("called abcdef01\n");
    SignedNote signed =
        SignedNote.sign(
            text.replace("called abcdef01\n", "called " + id + "\n"), founder.device().identity());
    requireRefused(begin(founder, signed), 400, "malformed_request");
    requireNone(founder);
    founder.api().get("/api/orgs/" + id).require(404);
  }

  private static Created created(TestMember founder, UUID id, OrganisationName name) {
    NamedDevice device =
        new NamedDevice(founder.device().identity().keys(), founder.device().name());
    return new Created(id, name, founder.account(), founder.person().account(), List.of(device));
  }

  private static Answer begin(TestMember founder, SignedNote event) throws IOException {
    return founder.api().post(TenantRoute.ROOT, new AppendMembership(event.format()));
  }

  private static void requireNone(TestMember founder) throws IOException {
    assertThat(
            founder
                .api()
                .get(TenantRoute.ROOT)
                .require(200)
                .as(OrganisationList.class)
                .organisations())
        .isEmpty();
  }

  @Test
  void otherSpellings_nobodys() throws Exception {
    for (TestMember asker : List.of(own.organisation().stranger(), other.owner())) {
      for (Names names : List.of(other.byId(), other.byName())) {
        for (String spelled : spellings(names.organisation())) {
          requireNobodys(asker, names.in(spelled), "");
        }
      }
    }
    requireUnchanged();
  }

  @Test
  void wayOutOfOnesOwn_nobodys() throws Exception {
    String id = own.byId().organisation();
    Names theirs = other.byId();
    for (String up : List.of("/../", "/%2e%2e/", "/..%2F", "%2F..%2F", "/vaults/../../")) {
      requireNobodys(own.owner(), theirs.in(id + up + theirs.organisation()), "");
    }
    for (String up : List.of("../../", "%2e%2e/%2e%2e/", "..%2F..%2F", "%2e%2e%2f%2e%2e%2f")) {
      String vault = up + theirs.organisation() + "/vaults/" + theirs.vault();
      requireNobodys(own.owner(), new Names(id, vault, theirs.invitation()), "/vaults/{id}");
    }
    requireUnchanged();
  }

  /** Texts that are not {@code organisation} and might be taken for it. */
  private static List<String> spellings(String organisation) {
    return List.of(
        organisation.toUpperCase(Locale.ROOT),
        "%2F" + organisation,
        organisation + "%2F",
        organisation + "%2Fvaults",
        organisation + "%20",
        organisation + "%00",
        organisation + "%25",
        "%2e%2e%2F" + organisation,
        "..%2F" + organisation,
        "%7B" + organisation + "%7D",
        organisation.replace("-", "") + "-",
        "%2e%2e",
        "..",
        ".",
        "%2e");
  }

  /** Walks the routes that have {@code part} in their path. */
  private static void requireNobodys(TestMember asker, Names names, String part)
      throws IOException {
    for (TenantRoute route : TenantRoute.ofOne(asker.api())) {
      if (route.template().contains(part)) {
        Answer answer = route.send(asker.api(), names, Optional.of(Map.of()));
        assertThat(answer.status()).as("%s: %s", route.path(names), answer).isIn(400, 404, 405);
      }
    }
  }

  private static void requireRefused(Answer answer, int status, String code) {
    assertThat(answer.status() + " " + answer.problem().code())
        .as("%s", answer)
        .isEqualTo(status + " " + code);
  }

  private void requireUnchanged() throws IOException {
    assertThat(own.state()).isEqualTo(ownBefore);
    assertThat(other.state()).isEqualTo(otherBefore);
  }
}
