package dev.coffer.it.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.CountedServer;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a request for a trust policy costs the server behind the bridge, one by one. */
final class PolicyRequestsIT {
  private static final String POLICY = "/v1/oidc-policies/~/web/deploy";
  private static final String LIST = "GET /api/vaults/web/oidc/policies";
  private static final String CHAIN = "GET /api/devices/chain";
  private static final String ISSUERS = "GET /api/vault/oidc/escrow-keys";
  private static final String HEAD = "GET /api/vaults/web/sync";
  private static final String CHANGE = "POST /api/vaults/web/oidc/policies";

  private static Map<String, Object> rules(String branch) {
    return new TreeMap<>(
        Map.of(
            "platform", "github",
            "repository", "acme/web",
            "repositoryId", "777001",
            "branches", List.of(branch),
            "events", List.of("push"),
            "workflows", List.of(".github/workflows/deploy.yml"),
            "environments", List.of("production")));
  }

  @Test
  void policy_eachRequest_asksForWhatMayHaveChangedAlone() throws Exception {
    try (CountedServer server = CountedServer.before(Running.H2.server())) {
      Teammate anna = Teammate.of(Running.H2, "anna", server.uri());
      try (RunningBridge bridge = RunningBridge.on(anna.machine())) {
        bridge.put("/v1/vaults/~/web", Map.of()).require(201);
        server.asked();

        bridge.put(POLICY, rules("main")).require(201);
        assertThat(server.asked())
            .as("a look, whose tokens are taken, the change, another look")
            .containsExactly(LIST, CHAIN, ISSUERS, HEAD, CHANGE, LIST, CHAIN);
        bridge.put(POLICY, rules("main")).require(200);
        assertThat(server.asked()).as("it stands").containsExactly(LIST, CHAIN, ISSUERS);
        bridge.put(POLICY, rules("release")).require(200);
        assertThat(server.asked()).containsExactly(LIST, CHAIN, ISSUERS, HEAD, CHANGE, LIST, CHAIN);
        bridge.get(POLICY).require(200);
        assertThat(server.asked()).containsExactly(LIST, CHAIN);
        bridge.delete(POLICY).require(200);
        assertThat(server.asked()).containsExactly(LIST, CHAIN, CHANGE);
        Said ended = bridge.end();
        assertThat(ended.status()).as("%s", ended).isZero();
      }
    }
  }

  /** Another machine's change is below what this one has verified. */
  @Test
  void policy_chainMovedElsewhere_isSetOnTopOfThat() throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    try (RunningBridge bridge = RunningBridge.on(anna.machine())) {
      bridge.put("/v1/vaults/~/web", Map.of()).require(201);
      bridge.put(POLICY, rules("main")).require(201);
      anna.another("b"); // an event by another process of this machine
      bridge.put(POLICY, rules("release")).require(200);
      assertThat(bridge.get(POLICY).require(200).text()).contains("release").doesNotContain("main");
      assertThat(bridge.end().status()).isZero();
    }
  }
}
