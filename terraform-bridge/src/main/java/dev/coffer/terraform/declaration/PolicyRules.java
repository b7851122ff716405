package dev.coffer.terraform.declaration;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which runs of one repository may read which environments of a vault, as docs/policies.md has it.
 */
public record PolicyRules(Origin origin, Conditions conditions, Release release) {

  /**
   * Where a run must come from.
   *
   * @param issuer empty for the only one of the platform whose tokens the server takes
   */
  public record Origin(
      String platform,
      Optional<String> issuer,
      String repository,
      Optional<String> repositoryId,
      Optional<String> ownerId) {}

  /** What else it must be; nothing listed permits nothing. */
  public record Conditions(
      Refs refs,
      SortedSet<String> deployments,
      SortedSet<String> workflows,
      SortedSet<String> events,
      boolean forks) {
    public Conditions {
      deployments = sorted(deployments);
      workflows = sorted(workflows);
      events = sorted(events);
    }
  }

  /** Patterns for branches and tags, and whether the platform must say that these are protected. */
  public record Refs(SortedSet<String> branches, SortedSet<String> tags, boolean isProtected) {
    public Refs {
      branches = sorted(branches);
      tags = sorted(tags);
    }
  }

  /** What a run that fits gets. */
  public record Release(
      SortedSet<String> environments,
      boolean plain,
      Optional<Instant> expires,
      Optional<Integer> pullsPerDay) {
    public Release {
      environments = sorted(environments);
    }
  }

  private static SortedSet<String> sorted(Set<String> texts) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(texts));
  }
}
