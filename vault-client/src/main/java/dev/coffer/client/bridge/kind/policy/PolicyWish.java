package dev.coffer.client.bridge.kind.policy;

import dev.coffer.client.bridge.http.Fields;
import dev.coffer.client.policy.Issuers;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.Release;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.workload.TrustedIssuer;
import java.util.List;

/** The members of a trust policy's declaration. What is left out permits nothing. */
final class PolicyWish {
  static final List<String> MEMBERS =
      List.of(
          "platform",
          "issuer",
          "repository",
          "repositoryId",
          "ownerId",
          "branches",
          "tags",
          "deployments",
          "workflows",
          "events",
          "forks",
          "protectedRefs",
          "environments",
          "plain",
          "expires",
          "pullsPerDay");

  private PolicyWish() {}

  /** The policy {@code id} that {@code wish} is about. */
  static TrustPolicy read(PolicyId id, VaultId vault, Fields wish, Issuers issuers) {
    TrustedIssuer issuer = issuers.find(wish.required("platform"), wish.text("issuer"));
    Origin origin =
        Fields.read(
            "repository",
            () ->
                new Origin(
                    issuer.platform(),
                    issuer.issuer(),
                    wish.required("repository"),
                    wish.text("repositoryId"),
                    wish.text("ownerId")));
    Conditions conditions = Fields.read("conditions", () -> conditions(wish));
    return new TrustPolicy(id, vault, origin, conditions, release(wish));
  }

  private static Conditions conditions(Fields wish) {
    return new Conditions(
        wish.each("branches", Glob::new),
        wish.each("tags", Glob::new),
        wish.texts("deployments"),
        wish.texts("workflows"),
        wish.texts("events"),
        wish.flag("forks"),
        wish.flag("protectedRefs"));
  }

  private static Release release(Fields wish) {
    List<EnvironmentName> environments = wish.each("environments", EnvironmentName::new);
    return Fields.read(
        "environments",
        () ->
            new Release(
                environments,
                wish.flag("plain"),
                wish.time("expires"),
                wish.number("pullsPerDay")));
  }
}
