package dev.coffer.protocol.workload.platform;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.workload.Circumstances;
import dev.coffer.protocol.workload.Claims;
import dev.coffer.protocol.workload.Dimension;
import dev.coffer.protocol.workload.Fork;
import dev.coffer.protocol.workload.GitRef;
import dev.coffer.protocol.workload.Workload;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * GitHub Actions, on github.com, for one enterprise, and on a GitHub Enterprise Server: the same
 * claims from different issuers. See "OpenID Connect reference" in GitHub's documentation.
 */
final class GitHub implements Platform {
  private static final String PULL = "refs/pull/";

  @Override
  public String kind() {
    return "github";
  }

  @Override
  public Set<Dimension> dimensions() {
    return EnumSet.allOf(Dimension.class);
  }

  @Override
  public boolean namesTokens() {
    return true;
  }

  @Override
  public Workload workload(String name, Claims claims) {
    String repository = claims.text("repository");
    requireOwner(repository, claims);
    GitHubSubject.requireAgreement(claims);
    return new Workload(
        new Origin(
            name,
            claims.text("iss"),
            repository,
            Optional.of(claims.text("repository_id")),
            Optional.of(claims.text("repository_owner_id"))),
        ref(claims),
        circumstances(repository, claims),
        claims.id("run_id"),
        dimensions());
  }

  private static void requireOwner(String repository, Claims claims) {
    int slash = repository.indexOf('/');
    if (slash < 1 || slash != repository.lastIndexOf('/') || slash == repository.length() - 1) {
      throw new Malformed("the claim 'repository' is an owner, a slash and a name");
    }
    Agreement.require(
        "repository_owner",
        claims.optionalText("repository_owner"),
        "repository",
        repository.substring(0, slash));
  }

  private static Optional<GitRef> ref(Claims claims) {
    Optional<GitRef> ref =
        claims.optionalText("ref").map(full -> GitRef.full(full, claims.flag("ref_protected")));
    Agreement.require(
        "ref_type",
        claims.optionalText("ref_type"),
        "ref",
        ref.map(found -> found.kind() == GitRef.Kind.TAG ? "tag" : "branch"));
    return ref;
  }

  private static Circumstances circumstances(String repository, Claims claims) {
    return new Circumstances(
        claims.optionalText("environment"),
        Stream.of("workflow_ref", "job_workflow_ref")
            .map(claims::optionalText)
            .flatMap(Optional::stream)
            .map(full -> path(repository, full, claims))
            .distinct()
            .toList(),
        claims.optionalText("event_name"),
        fork(claims));
  }

  /**
   * The path alone only for a file of the repository as the run has checked it out: the same file
   * may say something else on a branch that anybody can push to.
   */
  private static String path(String repository, String full, Claims claims) {
    String before = repository + "/";
    String after = "@" + claims.optionalText("ref").orElse("");
    return full.startsWith(before) && full.endsWith(after)
        ? full.substring(before.length(), Math.max(before.length(), full.length() - after.length()))
        : full;
  }

  /**
   * The token never says whether a pull request came from a fork; a run after another run may have
   * its artefacts.
   */
  private static Fork fork(Claims claims) {
    String event = claims.optionalText("event_name").orElse("pull_request");
    boolean isOfAPull =
        event.startsWith("pull_request")
            || event.equals("workflow_run")
            || claims.optionalText("head_ref").isPresent()
            || claims.optionalText("base_ref").isPresent()
            || claims.optionalText("ref").filter(ref -> ref.startsWith(PULL)).isPresent();
    return isOfAPull ? Fork.UNKNOWN : Fork.NO;
  }
}
