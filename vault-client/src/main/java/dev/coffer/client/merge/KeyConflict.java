package dev.coffer.client.merge;

import dev.coffer.client.vault.KeyChange;

/**
 * One variable on which two edits disagree.
 *
 * @param base its value before both; null when there was none
 * @param mine its value here; null when it was deleted here
 * @param theirs its value on the server; null when it was deleted there
 */
public record KeyConflict(String environment, String key, String base, String mine, String theirs) {

  /** {@code KEY} in the default environment, else {@code environment/KEY}. */
  public String label() {
    return change(mine).label();
  }

  /** The label, and which side deleted the variable if one did. */
  public String described() {
    if (mine == null) {
      return label() + " (deleted here)";
    }
    return theirs == null ? label() + " (deleted on the server)" : label();
  }

  /** What turns this machine's value into {@code value}, which may be null. */
  KeyChange change(String value) {
    return new KeyChange(environment, key, mine, value);
  }

  @Override
  public String toString() {
    return "KeyConflict[" + described() + "]";
  }
}
