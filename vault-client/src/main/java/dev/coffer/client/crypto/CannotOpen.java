package dev.coffer.client.crypto;

/**
 * Says that something sealed, wrapped or committed to does not open with this key in this place.
 * The message is the same for every cause, so that it tells an attacker nothing.
 */
public final class CannotOpen extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String MESSAGE = "cannot open: wrong key, wrong place or changed bytes";

  public CannotOpen() {
    super(MESSAGE);
  }
}
