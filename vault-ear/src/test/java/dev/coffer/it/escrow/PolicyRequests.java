package dev.coffer.it.escrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.LocalVault;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.TestDevice;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.workload.ChangePolicy;
import dev.coffer.protocol.wire.workload.PolicyList;
import dev.coffer.protocol.wire.workload.PolicyView;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What tests of policies send, and what a refusal must have left as it was. */
abstract class PolicyRequests {
  static final Map<String, String> CONTENT = Map.of("KEY", "value");

  static LocalVault pushed(Person person) throws IOException {
    LocalVault vault = LocalVault.of(person);
    PushVault push = vault.seal(CONTENT);
    person.api().post(vault.route(), push).require(200);
    vault.accept(push);
    return vault;
  }

  static Answer set(Person person, VaultId vault, TrustPolicy policy, List<String> keys)
      throws IOException {
    return person.api().post(route(vault), change(person.device(), policy, keys));
  }

  static ChangePolicy change(TestDevice device, TrustPolicy policy, List<String> keys)
      throws IOException {
    return new ChangePolicy(device.signed(new ChainEvent.PolicySet(policy)).format(), keys);
  }

  static String route(VaultId vault) {
    return "/api/vaults/" + vault + "/oidc/policies";
  }

  static List<PolicyView> policies(Person person, VaultId vault) throws IOException {
    return person.api().get(route(vault)).require(200).as(PolicyList.class).policies();
  }

  /** Everything that a refused change could have left behind. */
  static String state(Person person, LocalVault vault) throws IOException {
    return person.api().get("/api/devices/chain?from=0").require(200).text()
        + person.api().get(route(vault.id())).require(200).text()
        + person.api().get("/api/vaults/" + vault.id() + "/versions").require(200).text()
        + person.api().get("/api/audit").require(200).text();
  }

  static void refused(Answer answer, int status, String code) {
    assertThat(answer.status() + " " + answer.problem().code())
        .as("%s", answer)
        .isEqualTo(status + " " + code);
  }
}
