package dev.coffer.client.policy.lint;

import java.util.Locale;

/**
 * What {@link PolicyLint} looks for. A rule's id never changes its meaning; notices are good advice
 * that does not fit everybody, all others are severe.
 */
public enum LintRule {
  OPENS_NOTHING(true, "give what is missing, or leave out what the platform does not tell"),
  EVENT_NEVER_FITS(true, "leave the event out: runs that it starts are refused anyway"),
  EXPIRED(true, "revoke it, or allow it anew with --replace"),
  WILDCARD_COVERS_EVERYTHING(true, "name the branches or tags that deploy"),
  IDS_NOT_PINNED(true, "'coffer oidc pin' takes the ids of the first run; or give them"),
  EVENT_OF_OUTSIDERS(true, "use events that only members with write access cause, such as push"),
  FORKS_ALLOWED(true, "leave out --allow-forks; let runs of forks do without secrets"),
  DEPLOYMENT_HIDES_REF(true, "name the branches exactly, or require --protected-refs"),
  UNPROTECTED_REFS(true, "add --protected-refs, or name the branches and tags exactly"),
  WORKFLOW_NOT_PINNED(true, "pin it by the 40 digits of a commit, also where it is called"),
  PLAIN_ANSWERS(true, "leave out --plain, unless an lpm client is to read it"),
  OVERLAPS(true, "make one of the two policies narrower, or revoke it"),
  NO_EXPIRY(false, "give --expires, such as 90d, and renew it"),
  NO_PULL_LIMIT(false, "give --pulls-per-day, a little above what a busy day needs"),
  SUBJECT_WITHOUT_IDS(
      false, "nothing has to change here; other services that match the subject's text need it");

  private final boolean severe;
  private final String todo;

  LintRule(boolean severe, String todo) {
    this.severe = severe;
    this.todo = todo;
  }

  /** Its stable name. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String todo() {
    return todo;
  }

  public boolean isSevere() {
    return severe;
  }
}
