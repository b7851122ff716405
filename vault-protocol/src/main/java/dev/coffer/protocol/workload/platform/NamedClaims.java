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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An issuer that we do not know, by the names of claims that its operator gives. What is named is
 * told, and a policy must say what is permitted of it.
 */
final class NamedClaims implements Platform {
  static final String PREFIX = "generic:";
  private static final Set<String> PARTS =
      Set.of(
          "repository",
          "repository-id",
          "owner-id",
          "branch",
          "tag",
          "protected",
          "deployment",
          "workflow",
          "event",
          "fork",
          "run");

  private final String kind;
  private final Map<String, String> names;

  private NamedClaims(String kind, Map<String, String> names) {
    this.kind = kind;
    this.names = Map.copyOf(names);
  }

  /**
   * Reads {@code generic:repository=project,branch=git_branch}. {@code repository} must be there;
   * the others are {@code repository-id}, {@code owner-id}, {@code branch}, {@code tag}, {@code
   * protected}, {@code deployment}, {@code workflow}, {@code event}, {@code fork} and {@code run}.
   */
  static NamedClaims parse(String kind) {
    Map<String, String> names = new HashMap<>();
    for (String entry : kind.substring(PREFIX.length()).split(",", -1)) {
      int sign = entry.indexOf('=');
      String part = entry.substring(0, Math.max(0, sign));
      if (!PARTS.contains(part) || sign == entry.length() - 1 || names.containsKey(part)) {
        throw new Malformed(
            "claims are given as part=claim, each once, with commas between; parts are "
                + String.join(", ", PARTS.stream().sorted().toList()));
      }
      names.put(part, entry.substring(sign + 1));
    }
    if (!names.containsKey("repository")) {
      throw new Malformed("which claim names the repository must be said: repository=claim");
    }
    return new NamedClaims(kind, names);
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public Set<Dimension> dimensions() {
    Set<Dimension> told = EnumSet.noneOf(Dimension.class);
    tell(told, Dimension.REFS, "branch", "tag");
    tell(told, Dimension.PROTECTION, "protected");
    tell(told, Dimension.DEPLOYMENTS, "deployment");
    tell(told, Dimension.WORKFLOWS, "workflow");
    tell(told, Dimension.EVENTS, "event");
    return told;
  }

  private void tell(Set<Dimension> told, Dimension dimension, String... parts) {
    for (String part : parts) {
      if (names.containsKey(part)) {
        told.add(dimension);
      }
    }
  }

  @Override
  public boolean namesTokens() {
    return false;
  }

  @Override
  public Workload workload(String name, Claims claims) {
    return new Workload(
        new Origin(
            name,
            claims.text("iss"),
            claims.text(names.get("repository")),
            id("repository-id", claims),
            id("owner-id", claims)),
        ref(claims),
        new Circumstances(
            text("deployment", claims),
            text("workflow", claims).map(List::of).orElse(List.of()),
            text("event", claims),
            fork(claims)),
        id("run", claims),
        dimensions());
  }

  private Optional<GitRef> ref(Claims claims) {
    boolean isProtected =
        Optional.ofNullable(names.get("protected")).map(claims::flag).orElse(false);
    Optional<GitRef> tag = text("tag", claims).map(ref -> read(GitRef.Kind.TAG, ref, isProtected));
    return tag.or(
        () -> text("branch", claims).map(ref -> read(GitRef.Kind.BRANCH, ref, isProtected)));
  }

  private static GitRef read(GitRef.Kind kind, String ref, boolean isProtected) {
    return ref.startsWith("refs/")
        ? GitRef.full(ref, isProtected)
        : GitRef.named(kind, ref, isProtected);
  }

  /** An issuer without such a claim is taken to have no forks. */
  private Fork fork(Claims claims) {
    String claim = names.get("fork");
    if (claim == null) {
      return Fork.NO;
    }
    return claims.flag(claim) ? Fork.YES : Fork.NO;
  }

  private Optional<String> text(String part, Claims claims) {
    return Optional.ofNullable(names.get(part)).flatMap(claims::optionalText);
  }

  private Optional<String> id(String part, Claims claims) {
    return Optional.ofNullable(names.get(part)).flatMap(claims::id);
  }
}
