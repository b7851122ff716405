package dev.coffer.it.lpm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.HeldVault;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.SharedVault;
import dev.coffer.it.kit.TestInvitation;
import dev.coffer.it.kit.TestMember;
import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.AuditEntry;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code share}, push and pull with {@code --org} do, and whom the server refuses. */
final class SharingIT {
  private static final String TEXT = "{\"environments\":{\"default\":{\"K\":\"V\"}}}";
  private static final String LATER = "{\"environments\":{\"default\":{\"K\":\"W\"}}}";

  @Test
  void wrap_fixedInput_theReferenceText() throws Exception {
    String wrapped =
        LpmWrap.wrap(
            hex("79a631eede1bf9c98f12032cdeadd0e7a079398fc786b88cc846ec89af85a51a"),
            LpmWrap.privateKey(from(0x60, 32)),
            hex("675dd574ed7789310b3d2e7681f3790b466c773b1521fecf36577958371ea52f"),
            from(0xb0, 12),
            from(0x00, 32));
    assertThat(wrapped)
        .isEqualTo(
            "Z13VdO13iTELPS52gfN5C0ZsdzsVIf7PNld5WDcepS8=:sLGys7S1tre4ubq7:"
                + "mClOr4eJ7k/K8nu8zs91NbyVSt2Ej12YD2J02qWSrvH7b4R/7YgfUk6sfn9SCvJP");
    assertThat(LpmWrap.unwrap(LpmWrap.privateKey(from(0x40, 32)), wrapped))
        .isEqualTo(from(0x00, 32));
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void share_firstRelease_everyReaderOpensItsOwn(Running where) throws Exception {
    LpmTeam team = LpmTeam.on(where);
    LpmMember developer = team.registered(Role.DEVELOPER);
    LpmMember reader = team.registered(Role.READER);
    TestMember without = team.organisation().member(Role.DEVELOPER);
    assertThat(team.owner().share(TEXT, null)).isEqualTo(1);
    assertThat(developer.open(developer.pull())).isEqualTo(TEXT);
    assertThat(reader.open(reader.pull())).isEqualTo(TEXT);
    assertThat(team.client(without).pull().has("wrappedKey")).isFalse();
    JsonObject listed = reader.list().get(0).getAsJsonObject();
    assertThat(listed.get("vaultId").getAsString()).isEqualTo("v");
    assertThat(listed.get("version").getAsInt()).isEqualTo(1);
    assertThat(listed.get("updatedAt").getAsString()).endsWith("Z");
    assertThat(team.owner().share(LATER, 1)).isEqualTo(2);
    assertThat(developer.open(developer.pull())).isEqualTo(LATER);
    assertThat(
            AuditTrail.verified(team.organisation()).stream()
                .filter(entry -> "v".equals(entry.vaultId()))
                .map(AuditEntry::action))
        .containsExactly("share", "pull", "pull", "pull", "push", "pull");
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_laterRelease_nameAndSchemaKept(Running where) throws Exception {
    LpmTeam team = LpmTeam.on(where);
    LpmMember owner = team.owner().register();
    JsonObject schema = new JsonObject();
    schema.addProperty("version", 2);
    JsonObject body = LpmMember.body(TEXT, owner.members(), null);
    body.addProperty("name", "shop");
    body.add("schema", schema);
    assertThat(owner.push(body).require(200).json().get("status").getAsString())
        .isEqualTo("created");
    assertThat(owner.push(body).require(200).json().get("status").getAsString())
        .isEqualTo("unchanged");
    owner.push(LpmMember.body(LATER, owner.members(), 1)).require(200);
    JsonObject pulled = owner.pull();
    assertThat(pulled.get("version").getAsInt()).isEqualTo(2);
    assertThat(pulled.get("name").getAsString()).isEqualTo("shop");
    assertThat(pulled.getAsJsonObject("schema")).isEqualTo(schema);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void organisationThatDoesNotAllowIt_403OnEachRoute(Running where) throws Exception {
    LpmTeam team = LpmTeam.off(where);
    LpmMember owner = team.owner().register();
    JsonObject recipient = new JsonObject();
    recipient.addProperty("userId", owner.account());
    recipient.addProperty("publicKey", owner.publicKey());
    JsonObject body = LpmMember.body(TEXT, List.of(recipient), null);
    refused(Problem.LPM_NOT_ALLOWED, owner.push(body));
    refused(Problem.LPM_NOT_ALLOWED, owner.get());
    refused(Problem.LPM_NOT_ALLOWED, owner.memberKeys());
    assertThat(owner.list()).isEmpty();
    team.switched(true);
    owner.push(body).require(200);
    team.switched(false);
    refused(Problem.LPM_NOT_ALLOWED, owner.get());
    refused(
        Problem.LPM_NOT_ALLOWED, owner.api().get(team.organisation().route() + "/vaults/v/sync"));
    refused(Problem.LPM_NOT_ALLOWED, owner.push(LpmMember.body(LATER, List.of(recipient), 1)));
    team.switched(true);
    assertThat(owner.open(owner.pull())).isEqualTo(TEXT);
  }

  /** No signature says who pushed: whoever is no admin any more when its turn comes is refused. */
  @Test
  void push_byAnAdminWhoIsDemotedMeanwhile_403AndUnchanged() throws Exception {
    LpmTeam team = LpmTeam.on(Running.POSTGRESQL);
    TestOrganisation organisation = team.organisation();
    LpmMember owner = team.owner().register();
    TestMember admin = organisation.member(Role.ADMIN);
    LpmMember admins = team.client(admin).register();
    owner.share(TEXT, null);
    JsonObject push = LpmMember.body(LATER, admins.members(), 1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (HeldVault held = HeldVault.of(organisation.id(), "v")) {
      Future<Answer> demoted =
          threads.submit(() -> organisation.owner().changeRole(admin, Role.READER, Access.ALL));
      held.await(1);
      Future<Answer> pushed = threads.submit(() -> admins.push(push));
      held.await(2);
      held.release();
      demoted.get().require(201);
      refused(Problem.ROLE_NOT_ENOUGH, pushed.get());
    } finally {
      threads.shutdownNow();
    }
    assertThat(owner.open(owner.pull())).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_anotherVersion_409AndUnchanged(Running where) throws Exception {
    LpmTeam team = LpmTeam.on(where);
    LpmMember owner = team.owner();
    owner.share(TEXT, null);
    Answer silent = owner.push(LpmMember.body(LATER, owner.members(), null));
    refused(Problem.VAULT_EXPECTED_VERSION_REQUIRED, silent);
    Answer behind = owner.push(LpmMember.body(LATER, owner.members(), 7));
    refused(Problem.VAULT_VERSION_CONFLICT, behind);
    assertThat(behind.problem().serverVersion()).isEqualTo(1);
    JsonObject forced = LpmMember.body(LATER, owner.members(), null);
    forced.addProperty("force", true);
    refused(Problem.VAULT_EXPECTED_VERSION_REQUIRED, owner.push(forced));
    assertThat(owner.open(owner.pull())).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_otherRecipientsThanDue_409WithTheDifferenceAndUnchanged(Running where)
      throws Exception {
    LpmTeam team = LpmTeam.on(where);
    LpmMember owner = team.owner();
    owner.share(TEXT, null);
    LpmMember developer = team.registered(Role.DEVELOPER);
    TestMember stranger = team.organisation().stranger();
    LpmMember outsider = team.client(stranger).register();
    List<JsonObject> due = owner.members();
    List<JsonObject> few =
        due.stream()
            .filter(member -> member.get("userId").getAsString().equals(owner.account()))
            .toList();
    JsonObject foreign = new JsonObject();
    foreign.addProperty("userId", outsider.account());
    foreign.addProperty("publicKey", outsider.publicKey());
    Answer refused =
        owner.push(LpmMember.body(LATER, List.of(few.get(0), foreign), 1)).require(409);
    refused(Problem.RECIPIENTS_CONFLICT, refused);
    assertThat(refused.problem().missing()).containsExactly(developer.account());
    assertThat(refused.problem().unexpected()).containsExactly(outsider.account());
    refused(Problem.RECIPIENTS_CONFLICT, owner.push(LpmMember.body(LATER, few, 1)));
    List<JsonObject> twice = List.of(due.get(0), due.get(1), due.get(1));
    refused(Problem.MALFORMED_REQUEST, owner.push(LpmMember.body(LATER, twice, 1)));
    refused(Problem.MALFORMED_REQUEST, owner.push(LpmMember.body(LATER, List.of(), 1)));
    assertThat(owner.open(owner.pull())).isEqualTo(TEXT);
    assertThat(developer.pull().has("wrappedKey")).isFalse();
    assertThat(owner.share(LATER, 1)).isEqualTo(2);
    assertThat(developer.open(developer.pull())).isEqualTo(LATER);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_wrappedKeyOfAnotherShape_400AndUnchanged(Running where) throws Exception {
    LpmTeam team = LpmTeam.on(where);
    LpmMember owner = team.owner();
    owner.share(TEXT, null);
    JsonObject good = LpmMember.body(LATER, owner.members(), 1);
    String key =
        good.getAsJsonArray("wrappedKeys").get(0).getAsJsonObject().get("wrappedKey").getAsString();
    String zero = LpmWrap.base64(new byte[32]);
    for (String bad :
        List.of(
            key.substring(45),
            key + "A",
            key + ":",
            key.replace("=", ""),
            zero + key.substring(44),
            "")) {
      JsonObject body = good.deepCopy();
      body.getAsJsonArray("wrappedKeys").get(0).getAsJsonObject().addProperty("wrappedKey", bad);
      refused(Problem.MALFORMED_REQUEST, owner.push(body));
    }
    JsonObject nobody = good.deepCopy();
    nobody.getAsJsonArray("wrappedKeys").get(0).getAsJsonObject().addProperty("userId", "me");
    refused(Problem.MALFORMED_REQUEST, owner.push(nobody));
    assertThat(owner.open(owner.pull())).isEqualTo(TEXT);
    owner.push(good).require(200);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_byRole_whatTheTableSays(Running where) throws Exception {
    LpmTeam team = LpmTeam.on(where);
    LpmMember maintainer = team.registered(Role.MAINTAINER);
    LpmMember developer = team.registered(Role.DEVELOPER);
    LpmMember reader = team.registered(Role.READER);
    LpmMember admin = team.registered(Role.ADMIN);
    team.owner().register();
    refused(
        Problem.ROLE_NOT_ENOUGH, maintainer.push(LpmMember.body(TEXT, maintainer.members(), null)));
    assertThat(maintainer.list()).isEmpty();
    assertThat(admin.share(TEXT, null)).isEqualTo(1);
    for (LpmMember lesser : List.of(developer, reader)) {
      refused(Problem.ROLE_NOT_ENOUGH, lesser.push(LpmMember.body(LATER, lesser.members(), 1)));
    }
    assertThat(maintainer.share(LATER, 1)).isEqualTo(2);
    LpmMember late = team.registered(Role.DEVELOPER);
    refused(
        Problem.ROLE_NOT_ENOUGH, maintainer.push(LpmMember.body(TEXT, maintainer.members(), 2)));
    assertThat(late.pull().has("wrappedKey")).isFalse();
    assertThat(developer.open(developer.pull())).isEqualTo(LATER);
    assertThat(team.owner().share(TEXT, 2)).isEqualTo(3);
    assertThat(late.open(late.pull())).isEqualTo(TEXT);
    assertThat(maintainer.share(LATER, 3)).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void memberLimitedToEnvironments_getsNothing_andComesBackWithoutAKey(Running where)
      throws Exception {
    LpmTeam team = LpmTeam.on(where);
    TestMember member = team.organisation().member(Role.DEVELOPER);
    LpmMember developer = team.client(member).register();
    team.owner().share(TEXT, null);
    TestMember owner = team.organisation().owner();
    owner
        .changeRole(member, Role.DEVELOPER, TestOrganisation.granted("staging:write"))
        .require(201);
    refused(Problem.ROLE_NOT_ENOUGH, developer.get());
    refused(
        Problem.ROLE_NOT_ENOUGH,
        developer.api().get(team.organisation().route() + "/vaults/v/sync"));
    assertThat(developer.members()).hasSize(1);
    owner.changeRole(member, Role.DEVELOPER, Access.ALL).require(201);
    assertThat(developer.pull().has("wrappedKey")).isFalse();
    assertThat(team.owner().open(team.owner().pull())).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void memberRemoved_404AndItsKeyIsGone(Running where) throws Exception {
    LpmTeam team = LpmTeam.on(where);
    TestMember leaving = team.organisation().member(Role.DEVELOPER);
    LpmMember gone = team.client(leaving).register();
    LpmMember maintainer = team.registered(Role.MAINTAINER);
    team.owner().share(TEXT, null);
    team.organisation().owner().remove(leaving).require(201);
    gone.get().require(404);
    gone.memberKeys().require(404);
    assertThat(team.owner().members()).hasSize(2);
    // Only with those who have a key already may a maintainer push.
    assertThat(maintainer.share(LATER, 1)).isEqualTo(2);
    assertThat(AuditTrail.verified(team.organisation()).stream().map(AuditEntry::action))
        .contains("member_removed");
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void strangersAndUnconfirmed_nothing(Running where) throws Exception {
    LpmTeam team = LpmTeam.on(where);
    team.owner().share(TEXT, null);
    LpmMember stranger = team.client(team.organisation().stranger()).register();
    JsonObject body = LpmMember.body(LATER, team.owner().members(), 1);
    stranger.get().require(404);
    stranger.push(body).require(404);
    stranger.memberKeys().require(404);
    TestMember joiner = team.organisation().stranger();
    TestInvitation invitation = TestInvitation.of(Role.ADMIN, Access.ALL);
    team.organisation().owner().append(invitation.invited()).require(201);
    team.organisation().join(joiner, invitation).require(201);
    LpmMember unconfirmed = team.client(joiner).register();
    refused(Problem.ROLE_NOT_ENOUGH, unconfirmed.get());
    refused(Problem.ROLE_NOT_ENOUGH, unconfirmed.push(body));
    refused(Problem.ROLE_NOT_ENOUGH, unconfirmed.memberKeys());
    assertThat(team.owner().members()).hasSize(1);
    assertThat(team.owner().open(team.owner().pull())).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void vaultInTheOtherFormat_409BothWaysAndUnchanged(Running where) throws Exception {
    LpmTeam team = LpmTeam.on(where);
    SharedVault vault = SharedVault.of(team.organisation(), "default");
    LpmMember owner = team.inVault(team.owner().register(), vault.id().value());
    TestMember writer = team.organisation().owner();
    String before = writer.api().get(vault.route()).require(200).text();
    Answer pull = owner.get();
    refused(Problem.VAULT_FORMAT_NOT_ANNOUNCED, pull);
    assertThat(pull.problem().hint()).contains("coffer");
    refused(
        Problem.VAULT_FORMAT_CONFLICT,
        owner.push(LpmMember.body(TEXT, owner.members(), vault.version())));
    assertThat(writer.api().get(vault.route()).require(200).text()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void unshare_takesTheKeysAlong(Running where) throws Exception {
    LpmTeam team = LpmTeam.on(where);
    team.owner().share(TEXT, null);
    team.owner().api().delete(team.organisation().route() + "/vaults/v").require(200);
    team.owner().get().require(404);
    assertThat(team.owner().share(LATER, null)).isEqualTo(1);
  }

  private static void refused(Problem problem, Answer answer) {
    answer.require(problem.status());
    assertThat(answer.problem().code()).isEqualTo(problem.code());
    assertThat(answer.problem().error()).isNotEmpty();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] from(int first, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }
}
