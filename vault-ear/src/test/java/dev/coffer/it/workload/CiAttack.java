package dev.coffer.it.workload;

import dev.coffer.it.kit.Answer;

/**
 * One way to get what is not one's own.
 *
 * @param title ends the sentence "somebody tries to …"
 * @param code of the only right answer
 */
record CiAttack(String title, String code, Attempt attempt) {
  /** Whether it is the same attack. */
  boolean isLike(CiAttack other) {
    return title.equals(other.title);
  }

  /** Tries it; the last answer is the one that counts. */
  @FunctionalInterface
  interface Attempt {
    Answer by(CiScene scene) throws Exception;
  }
}
