package dev.coffer.protocol.workload;

import dev.coffer.protocol.Malformed;

/**
 * What a run checked out.
 *
 * @param name without {@code refs/heads/} or {@code refs/tags/}. What has neither, such as {@code
 *     refs/pull/7/merge}, keeps its full name, so that no pattern for branches takes it by accident
 * @param isProtected whether the platform says that not everybody may change it
 */
public record GitRef(Kind kind, String name, boolean isProtected) {
  private static final String BRANCHES = "refs/heads/";
  private static final String TAGS = "refs/tags/";
  private static final String ANY = "refs/";

  /** What the name is of. */
  public enum Kind {
    BRANCH,
    TAG
  }

  public GitRef {
    if (name.isEmpty()) {
      throw new Malformed("a branch or tag has a name");
    }
  }

  /**
   * Reads a full reference.
   *
   * @throws Malformed for anything that does not start with {@code refs/}, and for a branch or tag
   *     that is itself called {@code refs/…}: it would look like what it is not
   */
  public static GitRef full(String ref, boolean isProtected) {
    if (ref.startsWith(TAGS)) {
      return named(Kind.TAG, ref.substring(TAGS.length()), isProtected);
    }
    if (ref.startsWith(BRANCHES)) {
      return named(Kind.BRANCH, ref.substring(BRANCHES.length()), isProtected);
    }
    if (!ref.startsWith(ANY)) {
      throw new Malformed("a full reference starts with refs/");
    }
    return new GitRef(Kind.BRANCH, ref, isProtected);
  }

  /** A branch or tag by its short name. */
  public static GitRef named(Kind kind, String name, boolean isProtected) {
    if (name.startsWith(ANY)) {
      throw new Malformed("the short name of a branch or tag does not start with refs/");
    }
    return new GitRef(kind, name, isProtected);
  }

  /** The full reference. */
  public String full() {
    if (name.startsWith(ANY)) {
      return name;
    }
    return (kind == Kind.TAG ? TAGS : BRANCHES) + name;
  }
}
