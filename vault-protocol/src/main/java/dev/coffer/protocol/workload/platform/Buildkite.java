package dev.coffer.protocol.workload.platform;

import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.workload.Circumstances;
import dev.coffer.protocol.workload.Claims;
import dev.coffer.protocol.workload.Dimension;
import dev.coffer.protocol.workload.Fork;
import dev.coffer.protocol.workload.GitRef;
import dev.coffer.protocol.workload.Workload;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Buildkite. The repository is organisation and pipeline, {@code acme/shop}; events are its build
 * sources. Ids are there when the agent was asked for them ({@code --claim}). See "OIDC with
 * Buildkite" in its documentation.
 */
final class Buildkite implements Platform {
  private static final Pattern SUBJECT =
      Pattern.compile("organization:(?<org>[^:]+):pipeline:(?<pipeline>[^:]+)(:.*)?");

  @Override
  public String kind() {
    return "buildkite";
  }

  @Override
  public Set<Dimension> dimensions() {
    return Set.of(Dimension.REFS, Dimension.EVENTS);
  }

  @Override
  public boolean namesTokens() {
    return false;
  }

  @Override
  public Workload workload(String name, Claims claims) {
    String organisation = claims.text("organization_slug");
    String pipeline = claims.text("pipeline_slug");
    requireSubject(claims.text("sub"), organisation, pipeline);
    return new Workload(
        new Origin(
            name,
            claims.text("iss"),
            organisation + "/" + pipeline,
            claims.id("pipeline_id"),
            claims.id("organization_id")),
        ref(claims),
        new Circumstances(
            Optional.empty(), List.of(), claims.optionalText("build_source"), fork(claims)),
        claims.id("build_number"),
        dimensions());
  }

  private static void requireSubject(String subject, String organisation, String pipeline) {
    Matcher known = SUBJECT.matcher(subject);
    if (known.matches()) {
      Agreement.require("sub", Optional.of(known.group("org")), "organization_slug", organisation);
      Agreement.require("sub", Optional.of(known.group("pipeline")), "pipeline_slug", pipeline);
    }
  }

  private static Optional<GitRef> ref(Claims claims) {
    return claims
        .optionalText("build_tag")
        .map(tag -> GitRef.named(GitRef.Kind.TAG, tag, false))
        .or(
            () ->
                claims
                    .optionalText("build_branch")
                    .map(branch -> GitRef.named(GitRef.Kind.BRANCH, branch, false)));
  }

  /** A fork's branch has its owner before it, {@code owner:branch}; git allows no colon itself. */
  private static Fork fork(Claims claims) {
    return claims.optionalText("build_branch").filter(branch -> branch.contains(":")).isPresent()
        ? Fork.YES
        : Fork.NO;
  }
}
