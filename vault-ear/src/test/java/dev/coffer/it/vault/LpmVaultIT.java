package dev.coffer.it.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.signature.ResponseSignature;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushReceipt;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.VersionPage;
import dev.coffer.protocol.wire.vault.VersionView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients of format {@code lpm} rely on (versions, signatures, plain refusals). */
final class LpmVaultIT {
  private static final String SYNC = "/api/vaults/v/sync";

  @ParameterizedTest
  @EnumSource(Running.class)
  void firstPush_thenPull_sameBytesSigned(Running where) throws Exception {
    Person person = where.people().join();
    PushVault push = LpmPush.named("shop", Map.of("KEY", Map.of("required", true)));
    Answer pushed = person.api().post(SYNC, push).require(200);
    assertThat(pushed.as(PushReceipt.class)).isEqualTo(new PushReceipt("v", 1, "created"));
    Answer pulled = person.api().get(SYNC).require(200);
    PulledVault vault = pulled.as(PulledVault.class);
    assertThat(vault.encryptedBlob()).isEqualTo(push.encryptedBlob());
    assertThat(vault.wrappedKey()).isEqualTo(push.wrappedKey());
    assertThat(vault.schema()).isEqualTo(push.schema());
    assertThat(vault.name()).isEqualTo("shop");
    for (Answer signed : List.of(pushed, pulled)) {
      for (String header : List.of(ResponseSignature.COFFER_HEADER, ResponseSignature.LPM_HEADER)) {
        assertThat(
                ResponseSignature.matches(
                    person.session().token(), signed.body().toArray(), signed.header(header)))
            .isTrue();
      }
    }
    assertThat(pushed.header("ETag")).isEqualTo(pulled.header("ETag"));
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_atAnotherVersion_409WithBothAndNothingStored(Running where) throws Exception {
    Person person = where.people().join();
    person.api().post(SYNC, LpmPush.replacing(null)).require(200);
    String before = person.api().get(SYNC).require(200).text();
    Answer behind = person.api().post(SYNC, LpmPush.replacing(7)).require(409);
    assertThat(behind.problem().code()).isEqualTo(Problem.VAULT_VERSION_CONFLICT.code());
    assertThat(behind.problem().serverVersion()).isEqualTo(1);
    assertThat(behind.problem().expectedVersion()).isEqualTo(7);
    Answer silent = person.api().post(SYNC, LpmPush.replacing(null)).require(409);
    assertThat(silent.problem().code()).isEqualTo("vault_expected_version_required");
    assertThat(silent.problem().hint()).contains("Pull first");
    assertThat(person.api().get(SYNC).require(200).text()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_forced_replacesAnyVersion(Running where) throws Exception {
    Person person = where.people().join();
    person.api().post(SYNC, LpmPush.replacing(null)).require(200);
    assertThat(person.api().post(SYNC, LpmPush.forced()).require(200).as(PushReceipt.class))
        .isEqualTo(new PushReceipt("v", 2, "updated"));
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_sentTwice_unchangedAndOneVersion(Running where) throws Exception {
    Person person = where.people().join();
    PushVault push = LpmPush.replacing(null);
    person.api().post(SYNC, push).require(200);
    assertThat(person.api().post(SYNC, push).require(200).as(PushReceipt.class))
        .isEqualTo(new PushReceipt("v", 1, "unchanged"));
    assertThat(AuditTrail.verified(person).stream().filter(e -> e.action().equals("push")))
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_fiftyAtOnce_oneStoredAnd49Refused(Running where) throws Exception {
    Person person = where.people().join();
    person.api().post(SYNC, LpmPush.replacing(null)).require(200);
    for (int version = 1; version <= 3; version++) {
      List<Integer> statuses = pushAtOnce(person, version);
      assertThat(statuses).hasSize(50).containsOnly(200, 409);
      assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    }
    assertThat(versions(person)).containsExactly(4, 3, 2, 1);
    AuditTrail.verified(person);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_firstTwentyAtOnce_oneStored(Running where) throws Exception {
    Person person = where.people().join();
    assertThat(pushAtOnce(person, null).stream().filter(status -> status == 200)).hasSize(1);
    assertThat(versions(person)).containsExactly(1);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void push_forcedAtOnce_eachAVersionOfItsOwn(Running where) throws Exception {
    Person person = where.people().join();
    List<Callable<Integer>> pushes = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      pushes.add(() -> person.api().post(SYNC, LpmPush.forced()).status());
    }
    assertThat(atOnce(pushes)).containsOnly(200);
    assertThat(versions(person)).hasSize(24).doesNotHaveDuplicates().startsWith(24).endsWith(1);
    AuditTrail.verified(person);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void pull_withItsTag_304AndNoAuditRow(Running where) throws Exception {
    Person person = where.people().join();
    person.api().post(SYNC, LpmPush.replacing(null)).require(200);
    String tag = person.api().get(SYNC).require(200).header("ETag");
    int before = AuditTrail.verified(person).size();
    Answer again = person.api().with("If-None-Match", tag).get(SYNC).require(304);
    assertThat(again.text()).isEmpty();
    assertThat(again.header("ETag")).isEqualTo(tag);
    assertThat(AuditTrail.verified(person)).hasSize(before);
    person.api().post(SYNC, LpmPush.replacing(1)).require(200);
    person.api().with("If-None-Match", tag).get(SYNC).require(200);
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void everyDeed_itsAuditRow_andRefusalsNone(Running where) throws Exception {
    Person person = where.people().join();
    person.api().post(SYNC, LpmPush.replacing(null)).require(200);
    person.api().get(SYNC).require(200);
    person.api().post(SYNC, LpmPush.replacing(9)).require(409);
    List<AuditEntry> vault =
        AuditTrail.verified(person).stream().filter(entry -> entry.vaultId() != null).toList();
    assertThat(vault).extracting(AuditEntry::action).containsExactly("push", "pull");
    assertThat(vault).extracting(AuditEntry::metadata).containsOnly("{\"version\":1}");
    assertThat(person.api().get("/api/vaults/v/audit").require(200).text()).contains("\"push\"");
  }

  @ParameterizedTest
  @EnumSource(Running.class)
  void anotherAccountsVault_everyRoute_404(Running where) throws Exception {
    Person owner = where.people().join();
    owner.api().post("/api/vaults/theirs/sync", LpmPush.replacing(null)).require(200);
    Person other = where.people().join();
    for (String route : List.of("sync", "versions", "keys", "audit")) {
      Answer refused = other.api().get("/api/vaults/theirs/" + route).require(404);
      assertThat(refused.problem().code()).isEqualTo(Problem.NOT_FOUND.code());
    }
    other.api().get("/api/vaults/theirs/sync?version=1").require(404);
    assertThat(other.api().get("/api/vaults").require(200).text()).isEqualTo("{\"vaults\":[]}");
  }

  private static List<Integer> versions(Person person) throws Exception {
    return person
        .api()
        .get("/api/vaults/v/versions")
        .require(200)
        .as(VersionPage.class)
        .versions()
        .stream()
        .map(VersionView::version)
        .toList();
  }

  private static List<Integer> pushAtOnce(Person person, Integer replaced) throws Exception {
    List<Callable<Integer>> pushes = new ArrayList<>();
    for (int i = 0; i < (replaced == null ? 20 : 50); i++) {
      pushes.add(() -> person.api().post(SYNC, LpmPush.replacing(replaced)).status());
    }
    return atOnce(pushes);
  }

  private static List<Integer> atOnce(List<Callable<Integer>> requests) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(requests.size());
    try {
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> status : threads.invokeAll(requests)) {
        statuses.add(status.get());
      }
      return statuses;
    } finally {
      threads.shutdownNow();
    }
  }
}
