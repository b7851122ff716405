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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitLab CI, on gitlab.com and self-managed. See "OpenID Connect (OIDC) authentication using ID
 * tokens" in GitLab's documentation.
 */
final class GitLab implements Platform {
  private static final Pattern SUBJECT =
      Pattern.compile(
          "project_path:(?<path>[^:]+)(:ref_type:(?<type>branch|tag):ref:(?<ref>[^:]+))?(:.*)?");
  private static final String MERGE = "merge_request";

  @Override
  public String kind() {
    return "gitlab";
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
    requireSubject(claims);
    return new Workload(
        new Origin(
            name,
            claims.text("iss"),
            claims.text("project_path"),
            Optional.of(requiredId(claims, "project_id")),
            claims.id("namespace_id")),
        ref(claims),
        new Circumstances(
            claims.optionalText("environment"),
            workflow(claims),
            claims.optionalText("pipeline_source"),
            fork(claims)),
        claims.id("pipeline_id"),
        dimensions());
  }

  private static String requiredId(Claims claims, String claim) {
    return claims
        .id(claim)
        .orElseThrow(() -> new Malformed("the claim '" + claim + "' is missing"));
  }

  /** The form that a project has by itself; it may configure another one, which decides nothing. */
  private static void requireSubject(Claims claims) {
    Matcher subject = SUBJECT.matcher(claims.text("sub"));
    if (!subject.matches()) {
      return;
    }
    agree(subject.group("path"), "project_path", claims);
    if (subject.group("ref") != null) {
      agree(subject.group("type"), "ref_type", claims);
      agree(subject.group("ref"), "ref", claims);
    }
  }

  private static void agree(String said, String claim, Claims claims) {
    Agreement.require("sub", Optional.of(said), claim, claims.optionalText(claim));
  }

  /**
   * {@code ref} is a short name, in a pipeline of a merge request that of the branch to be merged:
   * there only {@code ref_path} tells that it is not the project's branch of that name.
   */
  private static Optional<GitRef> ref(Claims claims) {
    boolean isProtected = claims.flag("ref_protected");
    Optional<String> full = claims.optionalText("ref_path");
    if (full.filter(path -> !isOfBranchOrTag(path)).isPresent()) {
      return full.map(path -> GitRef.full(path, isProtected));
    }
    Optional<GitRef> ref =
        claims
            .optionalText("ref")
            .map(name -> GitRef.named(kindOf(claims.text("ref_type")), name, isProtected));
    Agreement.require("ref_path", full, "ref", ref.map(GitRef::full));
    return ref;
  }

  private static boolean isOfBranchOrTag(String path) {
    return path.startsWith("refs/heads/") || path.startsWith("refs/tags/");
  }

  private static GitRef.Kind kindOf(String type) {
    return switch (type) {
      case "branch" -> GitRef.Kind.BRANCH;
      case "tag" -> GitRef.Kind.TAG;
      default -> throw new Malformed("the claim 'ref_type' is branch or tag");
    };
  }

  /**
   * {@code HOST/PROJECT//PATH@REF}; the path alone only for the project's file at the run's ref.
   */
  private static List<String> workflow(Claims claims) {
    String project = "/" + claims.text("project_path") + "//";
    String at = "@" + ref(claims).map(GitRef::full).orElse("");
    return claims
        .optionalText("ci_config_ref_uri")
        .map(
            uri -> {
              String host = uri.substring(0, Math.max(0, uri.indexOf('/')));
              boolean isOwn =
                  uri.startsWith(host + project)
                      && uri.endsWith(at)
                      && isHostOf(claims.text("iss"), host);
              return isOwn
                  ? uri.substring((host + project).length(), uri.length() - at.length())
                  : uri;
            })
        .map(List::of)
        .orElse(List.of());
  }

  private static boolean isHostOf(String issuer, String host) {
    String address = issuer.replaceFirst("https?://", "");
    return address.equals(host) || address.startsWith(host + "/");
  }

  /**
   * In a pipeline for a fork's merge request the project's claims were the target's before GitLab
   * 18.2.2, and are the fork's since then, while the job runs in the target.
   */
  private static Fork fork(Claims claims) {
    String project = requiredId(claims, "project_id");
    Optional<String> job = claims.id("job_project_id");
    if (job.filter(id -> !id.equals(project)).isPresent()) {
      return Fork.ELSEWHERE;
    }
    if (claims.id("source_project_id").filter(id -> !id.equals(project)).isPresent()) {
      return Fork.YES;
    }
    boolean isMerge =
        claims.optionalText("pipeline_source").filter(text -> text.startsWith(MERGE)).isPresent();
    return isMerge && job.isEmpty() ? Fork.UNKNOWN : Fork.NO;
  }
}
