package dev.coffer.client.history;

import dev.coffer.client.ClientException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a person names one version: by its number, by its distance from the newest, or by a time at
 * which it was the newest.
 */
public sealed interface Revision {
  /** The newest version. */
  Revision HEAD = new Back(0);

  /**
   * Reads {@code 3}, {@code ~2}, {@code head}, {@code yesterday}, {@code 2 days ago}, {@code
   * 2026-11-20}, {@code 2026-11-20 14:00} or a time of ISO 8601, each also as {@code @{…}}. What
   * has no offset is in {@code now}'s zone; a day alone is its beginning.
   *
   * @throws ClientException.Usage for anything else
   */
  static Revision parse(String text, ZonedDateTime now) {
    return new RevisionText(text, now).parse();
  }

  /** The number that this names when {@code head} is the newest; empty when a time decides. */
  OptionalInt number(int head);

  /** Whether this names {@code version}, when it names none of the newer ones. */
  boolean names(int version, int head, Optional<Instant> time);

  /** A version by its number. */
  record Numbered(int version) implements Revision {
    @Override
    public OptionalInt number(int head) {
      return OptionalInt.of(version);
    }

    @Override
    public boolean names(int candidate, int head, Optional<Instant> time) {
      return candidate == version;
    }

    @Override
    public String toString() {
      return "version " + version;
    }
  }

  /** The version this many before the newest. */
  record Back(int versions) implements Revision {
    @Override
    public OptionalInt number(int head) {
      return OptionalInt.of(head - versions);
    }

    @Override
    public boolean names(int candidate, int head, Optional<Instant> time) {
      return candidate == head - versions;
    }

    @Override
    public String toString() {
      return "the version " + versions + " before the newest";
    }
  }

  /** The version that was the newest at this time, by its author's clock. */
  record At(Instant time) implements Revision {
    @Override
    public OptionalInt number(int head) {
      return OptionalInt.empty();
    }

    @Override
    public boolean names(int candidate, int head, Optional<Instant> made) {
      return made.filter(instant -> !instant.isAfter(time)).isPresent();
    }

    @Override
    public String toString() {
      return "a version of " + time + " or before";
    }
  }
}
