package dev.coffer.it.terraform;

import static dev.coffer.terraform.kit.Block.resource;

import dev.coffer.it.kit.Workplace;
import dev.coffer.terraform.kit.Block;
import java.util.List;
import java.util.Map;

/** What cases about trust policies have in common: a policy, and a secret that it releases. */
abstract class PolicyCase extends ProviderCase {
  static final String SECRET = "s3cret-" + Workplace.random();

  static Block secret() {
    return secret("key", "API_KEY", SECRET);
  }

  static Block policy() {
    return resource(
        "coffer_oidc_policy",
        "deploy",
        Map.ofEntries(
            Map.entry("vault", "web"),
            Map.entry("name", "deploy"),
            Map.entry("platform", "github"),
            Map.entry("repository", "acme/shop"),
            Map.entry("repository_id", "777001"),
            Map.entry("branches", List.of("main")),
            Map.entry("workflows", List.of(".github/workflows/deploy.yml")),
            Map.entry("events", List.of("push")),
            Map.entry("environments", List.of("default", "staging")),
            Map.entry("expires", "2099-01-31T13:00:00+01:00"),
            Map.entry("pulls_per_day", 50)));
  }
}
