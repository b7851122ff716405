package dev.coffer.client.bisect;

/** What a trial says about one version. */
public enum Verdict {
  GOOD,
  BAD,
  /** The version cannot be judged. */
  SKIP
}
