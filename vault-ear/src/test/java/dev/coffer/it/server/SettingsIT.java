package dev.coffer.it.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.AuditTrail;
import dev.coffer.it.kit.CofferServer;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.VersionPage;
import dev.coffer.protocol.wire.vault.VersionView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings, each of a server beside the one that all tests share, on its database. */
final class SettingsIT {
  private Person person;
  private LocalVault vault;

  @BeforeEach
  void join() throws Exception {
    person = Running.POSTGRESQL.people().joinWithDevice();
    vault = LocalVault.of(person);
    push(Running.POSTGRESQL.server());
  }

  @Test
  void planFree_pushAndPull_403AndNothingStored() throws Exception {
    String before = person.api().get(vault.route()).require(200).text();
    int records = AuditTrail.verified(person).size();
    try (CofferServer free = beside("COFFER_PLAN", "free")) {
      LocalVault other = LocalVault.of(person);
      PushVault next = vault.seal(Map.of("KEY", "2"));
      assertPlanRequired(person.api().at(free).post(vault.route(), next));
      assertPlanRequired(person.api().at(free).post(other.route(), other.seal(Map.of("KEY", "1"))));
      assertPlanRequired(person.api().at(free).get(vault.route()));
      person.api().get(other.route()).require(404);
    }
    List<AuditEntry> log = AuditTrail.verified(person);
    assertThat(log).hasSize(records);
    assertThat(person.api().get(vault.route()).require(200).text()).isEqualTo(before);
  }

  @Test
  void historyOfThree_fivePushes_theLastThreeAreKept() throws Exception {
    VaultHead first = vault.head();
    try (CofferServer three = beside("COFFER_HISTORY_VERSIONS", "3")) {
      for (int version = 2; version <= 5; version++) {
        push(three);
      }
    }
    VersionPage kept =
        person
            .api()
            .get("/api/vaults/" + vault.id() + "/versions")
            .require(200)
            .as(VersionPage.class);
    assertThat(kept.versions()).extracting(VersionView::version).containsExactly(5, 4, 3);
    for (int pruned : List.of(1, 2)) {
      Answer gone = person.api().get(vault.route() + "?version=" + pruned).require(404);
      assertThat(gone.problem().code()).isEqualTo(Problem.NOT_FOUND.code());
    }
    PulledVault oldest =
        person.api().get(vault.route() + "?version=3").require(200).as(PulledVault.class);
    assertThat(vault.opened(oldest, person.device())).containsEntry("KEY", "3");
    // Which digest version 1 had, the server cannot tell any more: who has seen it may name it.
    Person second = person.again();
    second.device().register();
    person.device().approve(second.device());
    person.device().revoke(second.device(), first);
  }

  private void push(CofferServer server) throws Exception {
    PushVault push = vault.seal(Map.of("KEY", Integer.toString(vault.version() + 1)));
    person.api().at(server).post(vault.route(), push).require(200);
    vault.accept(push);
  }

  private static CofferServer beside(String setting, String value) throws Exception {
    return CofferServer.beside(Running.POSTGRESQL.server()).with(setting, value).start();
  }

  private static void assertPlanRequired(Answer refused) {
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.problem().code()).isEqualTo(Problem.PLAN_REQUIRED.code());
    assertThat(refused.problem().error()).isEqualTo("Vault sync requires a Pro or Org plan");
  }
}
