package dev.coffer.protocol;

/**
 * Says that bytes or text from outside do not have the one form they must have. The message names
 * what was expected and never repeats the input, which may be secret or hostile.
 */
public final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Malformed(String expectation) {
    super(expectation);
  }
}
