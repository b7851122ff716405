package dev.coffer.it.terraform;

import static dev.coffer.terraform.kit.Block.resource;

import dev.coffer.it.bridge.RunningBridge;
import dev.coffer.it.cli.Teammate;
import dev.coffer.it.hostile.LyingServer;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import dev.coffer.terraform.kit.Block;
import dev.coffer.terraform.kit.Workshop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What cases about a member have in common: two people, and a server that can be made to lie. */
abstract class MemberCase extends ProviderCase {
  LyingServer between;
  Teammate anna;
  Teammate bob;
  RunningBridge bridge;

  @BeforeEach
  final void start() throws Exception {
    between = new LyingServer(Running.H2.server().uri());
    anna = Teammate.of(Running.H2, "anna", between.uri());
    bob = Teammate.of(Running.H2, "bob", between.uri());
  }

  @AfterEach
  final void end() {
    if (bridge != null) {
      bridge.close();
    }
    between.close();
  }

  /** By the embedded client, or by a running bridge. */
  Workshop workshop(Terraforming terraform, boolean bridged) throws Exception {
    Map<String, Object> settings = Map.of("organization", acme);
    if (!bridged) {
      return terraform.workshop(Terraforming.OWN, anna, settings);
    }
    bridge = RunningBridge.on(anna.machine());
    return terraform.bridged(Terraforming.OWN, bridge, settings);
  }

  Block membership(Path link) {
    return resource(
        "coffer_membership", "bob", Map.of("role", "developer", "link_file", link.toString()));
  }

  Block grant(String environment) {
    return resource(
        "coffer_grant",
        "bob",
        Map.of(
            "member",
            bob.account(),
            "role",
            "reader",
            "environments",
            Map.of(environment, "read")));
  }

  /** Applies an organisation with a vault and with bob as a member, who is confirmed. */
  Block member(Workshop workshop) throws Exception {
    Block membership = membership(Workplace.folder("links").resolve("bob"));
    workshop.write(List.of(organisation(), vault(), membership));
    settles(workshop, "+3 ~0 -0");
    Object link = workshop.state("coffer_membership.bob").get("link_file");
    anna.confirms(acme, bob, Files.readString(Path.of(link.toString())).strip());
    isSettled(workshop);
    return membership;
  }
}
