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
 * CircleCI, whose issuer has the organisation's id at its end. The repository is the claim {@code
 * vcs-origin}, such as {@code github.com/owner/name}. See "OpenID Connect tokens" in CircleCI's
 * documentation.
 */
final class CircleCi implements Platform {
  private static final String PREFIX = "oidc.circleci.com/";
  private static final Pattern SUBJECT =
      Pattern.compile("org/(?<org>[^/]+)/project/(?<project>[^/]+)/.*");

  @Override
  public String kind() {
    return "circleci";
  }

  @Override
  public Set<Dimension> dimensions() {
    return Set.of(Dimension.REFS);
  }

  @Override
  public boolean namesTokens() {
    return false;
  }

  @Override
  public Workload workload(String name, Claims claims) {
    String project = claims.text(PREFIX + "project-id");
    String owner = claims.text(PREFIX + "org-id");
    requireSubject(claims.text("sub"), project, owner);
    Optional<GitRef> ref =
        claims.optionalText(PREFIX + "vcs-ref").map(full -> GitRef.full(full, false));
    return new Workload(
        new Origin(
            name,
            claims.text("iss"),
            claims.text(PREFIX + "vcs-origin"),
            Optional.of(project),
            Optional.of(owner)),
        ref,
        new Circumstances(Optional.empty(), List.of(), Optional.empty(), fork(ref)),
        claims.optionalText(PREFIX + "workflow-id"),
        dimensions());
  }

  private static void requireSubject(String subject, String project, String owner) {
    Matcher known = SUBJECT.matcher(subject);
    if (known.matches()) {
      Agreement.require("sub", Optional.of(known.group("project")), "project-id", project);
      Agreement.require("sub", Optional.of(known.group("org")), "org-id", owner);
    }
  }

  /** A pull request of a fork is built as {@code pull/7}, or has a reference that is no branch. */
  private static Fork fork(Optional<GitRef> ref) {
    return ref.filter(found -> found.name().startsWith("pull/") || found.name().startsWith("refs/"))
            .isPresent()
        ? Fork.UNKNOWN
        : Fork.NO;
  }
}
