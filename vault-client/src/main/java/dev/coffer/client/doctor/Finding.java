package dev.coffer.client.doctor;

import dev.coffer.client.ClientException;

/**
 * One thing that a person should know.
 *
 * @param id a stable word, listed in docs/cli.md
 * @param broken whether something does not work, or does not protect, until it is repaired
 * @param what what is the case
 * @param why what follows from it
 * @param todo what to do about it
 */
public record Finding(String id, boolean broken, String what, String why, String todo) {

  static Finding broken(String id, String what, String why, String todo) {
    return new Finding(id, true, what, why, todo);
  }

  static Finding note(String id, String what, String why, String todo) {
    return new Finding(id, false, what, why, todo);
  }

  /** A failure that says itself what to do, when it does. */
  static Finding of(String id, ClientException failure, String why, String otherwise) {
    return broken(id, failure.getMessage(), why, failure.hint().orElse(otherwise));
  }
}
