package dev.coffer.it.hostile;

import dev.coffer.it.kit.Machine.Said;

/** One way in which a server could try to break its promise. */
interface Attack {
  /** What it tries, as the threat model's table says it. */
  String title();

  /** Why it comes to nothing, as the table says it. */
  String defence();

  /** Whether bob edits or pulls, honestly, on the way. */
  default boolean changesTheVictim() {
    return false;
  }

  /** Whether the victim and the server can never agree again afterwards: that is what it shows. */
  default boolean leavesAFork() {
    return false;
  }

  /**
   * Lies, and lets a victim do its daily work.
   *
   * @return what the victim's command said; the scene has told the server to be honest by then
   */
  Said attempt(Scene scene) throws Exception;
}
