package dev.coffer.it.lpm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.TestMember;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.AuditEntry;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The key to which others wrap: set once by a session, replaced only with the password. */
final class PublicKeyIT {
  private static final String TEXT = "{\"environments\":{\"default\":{\"K\":\"V\"}}}";
  private static final String ROTATE = "vault:public-key:rotate";

  @ParameterizedTest
  @EnumSource(Running.class)
  void key_nullThenSetThenUnchanged(Running where) throws Exception {
    LpmMember person = LpmTeam.off(where).owner();
    assertThat(person.registered().isJsonNull()).isTrue();
    JsonObject set = person.publish(person.publicKey()).require(200).json();
    assertThat(set.get("ok").getAsBoolean()).isTrue();
    assertThat(set.get("status").getAsString()).isEqualTo("set");
    assertThat(set.get("fingerprintPrefix").getAsString()).matches("[0-9a-f]{16}");
    assertThat(person.registered().getAsString()).isEqualTo(person.publicKey());
    assertThat(person.publish(person.publicKey()).require(200).json().get("status").getAsString())
        .isEqualTo("unchanged");
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void key_ofAnotherShapeOrLowOrder_400AndUnchanged(Running where) throws Exception {
    LpmMember person = LpmTeam.off(where).owner();
    byte[] one = new byte[32];
    one[0] = 1;
    for (String bad :
        List.of(
            "",
            LpmWrap.base64(new byte[31]),
            LpmWrap.base64(new byte[33]),
            LpmWrap.base64(new byte[32]),
            LpmWrap.base64(one),
            person.publicKey().replace("=", ""),
            Base64.getMimeEncoder().encodeToString(new byte[80]))) {
      person.publish(bad).require(400);
    }
    person.api().postText("/api/users/me/public-key", "{}").require(400);
    assertThat(person.registered().isJsonNull()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void members_bareArrayWithRolesAndWhoHasNone(Running where) throws Exception {
    LpmTeam team = LpmTeam.on(where);
    LpmMember reader = team.registered(Role.READER);
    LpmMember developer = team.client(team.organisation().member(Role.DEVELOPER));
    String text = reader.memberKeys().require(200).text();
    assertThat(JsonParser.parseString(text).getAsJsonArray()).hasSize(3);
    assertThat(text)
        .contains(
            "{\"userId\":\""
                + reader.account()
                + "\",\"role\":\"member\",\"publicKey\":\""
                + reader.publicKey()
                + "\",\"hasPublicKey\":true}")
        .contains(
            "{\"userId\":\""
                + developer.account()
                + "\",\"role\":\"developer\",\"publicKey\":null,\"hasPublicKey\":false}")
        .contains("\"role\":\"owner\"");
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void replace_withoutAGoodProof_403AndUnchanged(Running where) throws Exception {
    LpmTeam team = LpmTeam.on(where);
    LpmMember person = team.owner();
    person.share(TEXT, null);
    String first = person.publicKey();
    String other = LpmWrap.base64(LpmWrap.raw(LpmWrap.pair().getPublic()));
    LpmMember somebody = team.registered(Role.DEVELOPER);
    refused(person.publish(other));
    refused(person.publish(other, "made-up"));
    refused(person.publish(other, somebody.proof(ROTATE)));
    refused(person.publish(other, person.proof("vault:public-key:set")));
    assertThat(person.registered().getAsString()).isEqualTo(first);
    assertThat(person.open(person.pull())).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void replace_withAProof_itsWrappedKeysGoAndSharingBringsThemBack(Running where) throws Exception {
    LpmTeam team = LpmTeam.on(where);
    TestMember member = team.organisation().member(Role.DEVELOPER);
    LpmMember developer = team.client(member).register();
    team.owner().share(TEXT, null);
    LpmMember elsewhere = LpmTeam.off(where).owner();
    String proof = developer.proof(ROTATE);
    developer.renew();
    JsonObject rotated = developer.publish(developer.publicKey(), proof).require(200).json();
    assertThat(rotated.get("status").getAsString()).isEqualTo("rotated");
    assertThat(rotated.get("previousFingerprintPrefix").getAsString())
        .isNotEqualTo(rotated.get("fingerprintPrefix").getAsString());
    assertThat(developer.pull().has("wrappedKey")).isFalse();
    assertThat(team.owner().open(team.owner().pull())).isEqualTo(TEXT);
    // The proof is spent.
    refused(developer.publish(elsewhere.publicKey(), proof));
    assertThat(developer.registered().getAsString()).isEqualTo(developer.publicKey());
    assertThat(team.owner().share(TEXT, 1)).isEqualTo(2);
    assertThat(developer.open(developer.pull())).isEqualTo(TEXT);
    assertThat(AuditTrail.verified(team.organisation()).stream().map(AuditEntry::action))
        .containsSubsequence("share", "sharing_key_rotated", "share");
    assertThat(AuditTrail.verified(member.person()).stream().map(AuditEntry::action))
        .containsSubsequence("sharing_key_set", "sharing_key_rotated");
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void stepUp_wrongPassword_401AndCounted(Running where) throws Exception {
    LpmMember person = LpmTeam.off(where).owner();
    Answer wrong = person.stepUp(ROTATE, "not it").require(401);
    assertThat(wrong.problem().code()).isEqualTo(Problem.SIGN_IN_REFUSED.code());
    for (int i = 0; i < 100 && wrong.status() == 401; i++) {
      wrong = person.stepUp(ROTATE, "not it");
    }
    assertThat(wrong.problem().code()).isEqualTo(Problem.RATE_LIMITED.code());
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void stepUp_ofAnotherFormOrReadOnly_refused(Running where) throws Exception {
    Person person = where.people().join();
    LpmMember client = LpmTeam.off(where).owner();
    client.stepUp("vault:everything", "x").require(400);
    client.api().postText("/api/auth/cli-step-up", "{}").require(400);
    String token =
        person
            .api()
            .postText("/api/registry/-/token/create", "{\"scope\":\"read\",\"name\":\"ci\"}")
            .require(200)
            .json()
            .get("token")
            .getAsString();
    where.server().api().as(token).get("/api/auth/cli-step-up").require(403);
    where
        .server()
        .api()
        .as(token)
        .postText("/api/users/me/public-key", "{\"publicKey\":\"" + client.publicKey() + "\"}")
        .require(403);
    assertThat(person.api().get("/api/users/me/public-key").require(200).text())
        .isEqualTo("{\"publicKey\":null}");
  }

  private static void refused(Answer answer) {
    answer.require(403);
    assertThat(answer.problem().code()).isEqualTo(Problem.STEP_UP_REQUIRED.code());
    assertThat(answer.problem().hint()).contains("rotate-sharing-key");
  }
}
