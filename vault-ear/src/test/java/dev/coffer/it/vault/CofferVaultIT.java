package dev.coffer.it.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.WrappedKeyList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Vaults in format {@code coffer/1}: who may write them, and which envelopes belong where. */
final class CofferVaultIT {
  private static final Map<String, String> VARIABLES = Map.of("KEY", "value");

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_byItsDevice_pulledWithItsWrappedKey(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = LocalVault.of(person);
    PushVault push = vault.seal(VARIABLES);
    person.api().post(vault.route(), push).require(200);
    PulledVault pulled = person.api().get(vault.route()).require(200).as(PulledVault.class);
    assertThat(pulled.encryptedBlob()).isEqualTo(push.encryptedBlob());
    assertThat(pulled.wrappedKey()).isEqualTo(push.wrappedKeys().get(0));
    assertThat(pulled.recipients()).containsExactly(person.device().keyId().value());
    assertThat(pulled.format()).isEqualTo("coffer/1");
    vault.accept(push);
    person.api().post(vault.route(), vault.seal(VARIABLES)).require(200);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void pull_formatNotAnnounced_409(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = pushed(person);
    Answer refused = person.api().with("X-Coffer-Formats", "lpm").get(vault.route()).require(409);
    assertThat(refused.problem().code()).isEqualTo(Problem.VAULT_FORMAT_NOT_ANNOUNCED.code());
    assertThat(refused.problem().hint()).isNotEmpty();
    assertThat(refused.text()).doesNotContain("encryptedBlob");
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_lpmOntoIt_409AndUnchanged(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = pushed(person);
    String before = person.api().get(vault.route()).text();
    for (PushVault push : List.of(LpmPush.forced(), LpmPush.replacing(1))) {
      Answer refused = person.api().post(vault.route(), push).require(409);
      assertThat(refused.problem().code()).isEqualTo(Problem.VAULT_FORMAT_CONFLICT.code());
    }
    assertThat(person.api().get(vault.route()).text()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_toAnotherVaultsRoute_422AndNothingStored(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    PushVault push = LocalVault.of(person).seal(VARIABLES);
    Answer refused = person.api().post("/api/vaults/another/sync", push).require(422);
    assertThat(refused.problem().code()).isEqualTo(Problem.ENVELOPE_REFUSED.code());
    person.api().get("/api/vaults/another/sync").require(404);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_ofAnotherAccountsDevice_422(Running where) throws Exception {
    Person author = where.people().joinWithDevice();
    LocalVault vault = LocalVault.of(author);
    Person thief = where.people().joinWithDevice();
    thief.api().post(vault.route(), vault.seal(VARIABLES)).require(422);
    thief.api().get(vault.route()).require(404);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_changedByOneByte_422(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = LocalVault.of(person);
    PushVault push = vault.seal(VARIABLES);
    String forged = push.encryptedBlob().replace("epoch 1", "epoch 2");
    person.api().post(vault.route(), blob(push, forged, push.wrappedKeys())).require(422);
    person.api().get(vault.route()).require(404);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_withoutItsWrappedKeys_409RecipientsConflict(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = LocalVault.of(person);
    PushVault push = vault.seal(VARIABLES);
    Answer refused =
        person.api().post(vault.route(), blob(push, push.encryptedBlob(), List.of())).require(409);
    assertThat(refused.problem().code()).isEqualTo(Problem.RECIPIENTS_CONFLICT.code());
    person.api().get(vault.route()).require(404);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void everyVaultRoute_pendingDevice_403(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = pushed(person);
    Person pending = person.again();
    pending.device().register();
    for (String path :
        List.of(vault.route(), "/api/vaults", "/api/vaults/" + vault.id() + "/keys")) {
      Answer refused = pending.api().get(path).require(403);
      assertThat(refused.problem().code()).isEqualTo(Problem.DEVICE_NOT_APPROVED.code());
    }
    pending.api().post(vault.route(), vault.seal(VARIABLES)).require(403);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_noDevice_403AndNoWrappedKeyOnPull(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = pushed(person);
    Person script = person.again();
    Answer refused = script.api().post(vault.route(), vault.seal(VARIABLES)).require(403);
    assertThat(refused.problem().code()).isEqualTo(Problem.DEVICE_NOT_APPROVED.code());
    assertThat(refused.problem().hint()).contains("of no device", "coffer login");
    PulledVault pulled = script.api().get(vault.route()).require(200).as(PulledVault.class);
    assertThat(pulled.version()).isEqualTo(1);
    assertThat(pulled.wrappedKey()).isNull();
    assertThat(pulled.recipients()).containsExactly(person.device().keyId().value());
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void revokedDevice_itsWrappedKeys_areGoneAndItsTokenToo(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    Person second = person.again();
    second.device().register();
    person.device().approve(second.device());
    LocalVault vault = pushed(person);
    String tag = person.api().get(vault.route()).header("ETag");
    second.api().get(vault.route()).require(200);
    person.device().revoke(second.device());
    second.api().get(vault.route()).require(401);
    WrappedKeyList keys =
        person
            .api()
            .get("/api/vaults/" + vault.id() + "/keys")
            .require(200)
            .as(WrappedKeyList.class);
    assertThat(keys.recipients()).containsExactly(person.device().keyId().value());
    person.api().with("If-None-Match", tag).get(vault.route()).require(200);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void addKeys_malformedOrAnotherVaults_422AndUnchanged(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = pushed(person);
    String foreign = LocalVault.of(person).seal(VARIABLES).wrappedKeys().get(0);
    String route = "/api/vaults/" + vault.id() + "/keys";
    String before = person.api().get(route).require(200).text();
    for (String note : List.of("nonsense", foreign)) {
      person.api().post(route, new AddWrappedKeys(List.of(note))).require(422);
    }
    person.api().postText(route, "{}").require(400);
    assertThat(person.api().get(route).require(200).text()).isEqualTo(before);
  }

  private static LocalVault pushed(Person person) throws Exception {
    LocalVault vault = LocalVault.of(person);
    PushVault push = vault.seal(VARIABLES);
    person.api().post(vault.route(), push).require(200);
    vault.accept(push);
    return vault;
  }

  private static PushVault blob(PushVault push, String envelope, List<String> keys) {
    return new PushVault(
        envelope, null, push.expectedVersion(), null, null, null, push.format(), keys);
  }
}
