package dev.coffer.client.bisect;

import dev.coffer.client.history.Snapshot;

/** Judges versions; the seam to whatever a person has as a test. */
public interface Trial {
  Verdict judge(Snapshot version);
}
