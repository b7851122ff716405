package dev.coffer.protocol.workload;

import dev.coffer.protocol.policy.Origin;
import java.util.Optional;
import java.util.Set;

/**
 * A CI run, as its token's claims describe it.
 *
 * @param origin whose run it is; its ids are there where the platform has them
 * @param run by which the platform finds it again
 * @param dimensions what its platform tells at all
 */
public record Workload(
    Origin origin,
    Optional<GitRef> ref,
    Circumstances circumstances,
    Optional<String> run,
    Set<Dimension> dimensions) {
  public Workload {
    dimensions = Set.copyOf(dimensions);
  }
}
