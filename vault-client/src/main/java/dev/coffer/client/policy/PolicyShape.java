package dev.coffer.client.policy;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.Release;
import dev.coffer.protocol.policy.TrustPolicy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A policy's rules as the members of a JSON object, which docs/policies.md has. */
public final class PolicyShape {
  private PolicyShape() {}

  /** Every rule of {@code policy}, in the same order every time; what it does not say is null. */
  public static Map<String, Object> of(TrustPolicy policy) {
    Map<String, Object> shape = new LinkedHashMap<>();
    shape.put("policy", policy.id().value());
    shape.put("vault", policy.vault().value());
    putOrigin(shape, policy.origin());
    putConditions(shape, policy.conditions());
    putRelease(shape, policy.release());
    return shape;
  }

  private static void putOrigin(Map<String, Object> shape, Origin origin) {
    shape.put("platform", origin.platform());
    shape.put("issuer", origin.issuer());
    shape.put("repository", origin.repository());
    shape.put("repositoryId", origin.repositoryId().orElse(null));
    shape.put("ownerId", origin.ownerId().orElse(null));
  }

  private static void putConditions(Map<String, Object> shape, Conditions conditions) {
    shape.put("branches", conditions.branches().stream().map(Glob::text).toList());
    shape.put("tags", conditions.tags().stream().map(Glob::text).toList());
    shape.put("deployments", conditions.deployments());
    shape.put("workflows", conditions.workflows());
    shape.put("events", conditions.events());
    shape.put("forks", conditions.forks());
    shape.put("protectedRefs", conditions.protectedRefs());
  }

  private static void putRelease(Map<String, Object> shape, Release release) {
    shape.put("environments", release.environments().stream().map(EnvironmentName::value).toList());
    shape.put("plain", release.plain());
    shape.put("expires", release.expires().map(Instant::toString).orElse(null));
    shape.put(
        "pullsPerDay", release.pullsPerDay().isPresent() ? release.pullsPerDay().getAsInt() : null);
  }
}
