package dev.coffer.it.roles;

/** What stands behind one row of the table: how the act is done, and how it is attempted. */
interface Trial {
  /** A member of {@code kind} does it, and it has its effect. */
  void allowed(Kind kind) throws Exception;

  /** A member of {@code kind} tries everything that comes near, and nothing changes. */
  default void refused(Kind kind) throws Exception {
    throw new AssertionError("no test knows how this is refused to a member that is " + kind);
  }

  /** Something between the two, in the table's words. */
  default void partly(Kind kind, String mark) throws Exception {
    throw new AssertionError("no test knows what '" + mark + "' means here");
  }
}
