package dev.coffer.client.merge;

import java.util.Locale;

/**
 * What one conflict ends with. It holds for these very values: a variable that was changed again
 * since is a new conflict.
 *
 * @param value null when the variable is to be gone
 */
public record Decision(KeyConflict conflict, Taken taken, String value) {
  /** Whose value was taken. */
  public enum Taken {
    OURS,
    THEIRS,
    EDITED;

    /** {@code ours}, {@code theirs} or {@code edited}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Decision ours(KeyConflict conflict) {
    return new Decision(conflict, Taken.OURS, conflict.mine());
  }

  public static Decision theirs(KeyConflict conflict) {
    return new Decision(conflict, Taken.THEIRS, conflict.theirs());
  }

  /** A value of its own; null deletes the variable. */
  public static Decision edited(KeyConflict conflict, String value) {
    return new Decision(conflict, Taken.EDITED, value);
  }

  @Override
  public String toString() {
    return "Decision[" + conflict.label() + " " + taken.text() + "]";
  }
}
