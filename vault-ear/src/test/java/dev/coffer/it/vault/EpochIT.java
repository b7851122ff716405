package dev.coffer.it.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.WrappedKeyList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who has the key of an epoch: devices that come, devices that go, and the key that follows. */
final class EpochIT {
  private static final Map<String, String> OLD = Map.of("KEY", "old");
  private static final Map<String, String> NEW = Map.of("KEY", "new");

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_newEpoch_200WithItsOwnKeysAloneAndRotateKey(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    Person second = withAnotherDevice(person);
    LocalVault vault = pushed(person);
    person.device().revoke(second.device());
    vault.rotate();
    push(person, vault, NEW);
    PulledVault head = pull(person, vault, "");
    assertThat(head.recipients()).containsExactly(person.device().keyId().value());
    assertThat(vault.opened(head, person.device())).isEqualTo(NEW);
    // The history stays readable to who could read it, and the next push brings no keys.
    assertThat(vault.opened(pull(person, vault, "?version=1"), person.device())).isEqualTo(OLD);
    push(person, vault, OLD);
    assertThat(actions(person, vault))
        .containsExactly("push", "rotate_key", "pull", "pull", "push");
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_newEpochWithoutAKeyThatItDeclares_409AndUnchanged(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    withAnotherDevice(person);
    LocalVault vault = pushed(person);
    String before = person.api().get(vault.route()).require(200).text();
    vault.rotate();
    PushVault complete = vault.seal(NEW);
    assertThat(complete.wrappedKeys()).hasSize(2);
    for (List<String> keys :
        List.of(
            List.<String>of(),
            complete.wrappedKeys().subList(0, 1),
            complete.wrappedKeys().subList(1, 2))) {
      assertConflict(person.api().post(vault.route(), with(complete, keys)));
    }
    assertThat(person.api().get(vault.route()).require(200).text()).isEqualTo(before);
    assertThat(actions(person, vault)).containsExactly("push", "pull", "pull");
    person.api().post(vault.route(), complete).require(200);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_newEpochWithARevokedDevicesKey_409AndUnchanged(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    Person second = withAnotherDevice(person);
    LocalVault vault = pushed(person);
    vault.rotate();
    PushVault tooLate = vault.seal(NEW);
    person.device().revoke(second.device());
    assertConflict(person.api().post(vault.route(), tooLate));
    assertThat(pull(person, vault, "").version()).isEqualTo(1);
    assertThat(keys(person, vault).recipients()).containsExactly(person.device().keyId().value());
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void addKeys_forADeviceApprovedSince_200AndItReads(Running where) throws Exception {
    Person person = where.people().joinWithDevice();
    LocalVault vault = pushed(person);
    String own = keys(person, vault).wrappedKey();
    Person second = withAnotherDevice(person);
    assertThat(pull(second, vault, "").wrappedKey()).isNull();
    AddWrappedKeys shared = vault.share();
    person.api().post(keysRoute(vault), shared).require(200);
    assertThat(vault.opened(pull(second, vault, ""), second.device())).isEqualTo(OLD);
    assertThat(keys(second, vault).recipients()).hasSize(2);
    // The key that was there already is not replaced by the one sent for the same device.
    assertThat(keys(person, vault).wrappedKey()).isEqualTo(own);
    push(person, vault, NEW);
    assertThat(vault.opened(pull(second, vault, ""), second.device())).isEqualTo(NEW);
    assertThat(actions(person, vault))
        .containsExactly("push", "pull", "keys_add", "pull", "push", "pull");
  }

  private static Person withAnotherDevice(Person person) throws Exception {
    Person second = person.again();
    second.device().register();
    person.device().approve(second.device());
    return second;
  }

  private static LocalVault pushed(Person person) throws Exception {
    LocalVault vault = LocalVault.of(person);
    push(person, vault, OLD);
    return vault;
  }

  private static void push(Person person, LocalVault vault, Map<String, String> variables)
      throws Exception {
    PushVault push = vault.seal(variables);
    person.api().post(vault.route(), push).require(200);
    vault.accept(push);
  }

  private static PulledVault pull(Person person, LocalVault vault, String query) throws Exception {
    return person.api().get(vault.route() + query).require(200).as(PulledVault.class);
  }

  private static WrappedKeyList keys(Person person, LocalVault vault) throws Exception {
    return person.api().get(keysRoute(vault)).require(200).as(WrappedKeyList.class);
  }

  private static String keysRoute(LocalVault vault) {
    return "/api/vaults/" + vault.id() + "/keys";
  }

  private static List<String> actions(Person person, LocalVault vault) throws Exception {
    return AuditTrail.verified(person).stream()
        .filter(entry -> vault.id().value().equals(entry.vaultId()))
        .map(AuditEntry::action)
        .toList();
  }

  private static void assertConflict(Answer refused) {
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem().code()).isEqualTo(Problem.RECIPIENTS_CONFLICT.code());
  }

  private static PushVault with(PushVault push, List<String> keys) {
    return new PushVault(
        push.encryptedBlob(), null, push.expectedVersion(), null, null, null, push.format(), keys);
  }
}
