package dev.coffer.protocol.workload.platform;

import dev.coffer.protocol.Malformed;
import java.util.List;

/** The kinds of issuers there are. */
public final class Platforms {
  private static final List<Platform> KNOWN =
      List.of(new GitHub(), new GitLab(), new CircleCi(), new Buildkite(), new Kubernetes());

  private Platforms() {}

  /**
   * The kind called {@code kind}: {@code github}, {@code gitlab}, {@code circleci}, {@code
   * buildkite}, {@code kubernetes}, or {@code generic:} and the claims of an issuer that we do not
   * know, see {@link NamedClaims#parse}.
   *
   * @throws Malformed for any other
   */
  public static Platform of(String kind) {
    if (kind.startsWith(NamedClaims.PREFIX)) {
      return NamedClaims.parse(kind);
    }
    return KNOWN.stream()
        .filter(platform -> platform.kind().equals(kind))
        .findFirst()
        .orElseThrow(
            () ->
                new Malformed(
                    "the kind of an issuer is github, gitlab, circleci, buildkite, kubernetes, or"
                        + " generic: and the names of its claims"));
  }
}
