package dev.coffer.protocol.workload;

import java.util.List;
import java.util.Optional;

/**
 * How a run came about.
 *
 * @param deployment the platform's deployment environment that it is in
 * @param workflows every file that defines it: a path in its repository as it is at its reference,
 *     or the whole reference of a file elsewhere
 * @param event what started it
 */
public record Circumstances(
    Optional<String> deployment, List<String> workflows, Optional<String> event, Fork fork) {
  /** Of a platform that tells none of them, and has no forks. */
  public static final Circumstances NONE =
      new Circumstances(Optional.empty(), List.of(), Optional.empty(), Fork.NO);

  public Circumstances {
    workflows = List.copyOf(workflows);
  }
}
