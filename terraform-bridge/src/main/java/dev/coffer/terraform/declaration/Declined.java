package dev.coffer.terraform.declaration;

import java.util.Optional;
import java.util.function.Supplier;

/** What was asked for was not done. Never holds a value, key or access token. */
public final class Declined extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String advice;

  /** Why. */
  public enum Reason {
    /** There is no such thing, or it may not be known that there is. */
    NOT_FOUND,
    /** It is there already, or somebody else changed it meanwhile. */
    CONFLICT,
    /** The server does not answer. */
    UNREACHABLE,
    /** Anything else. */
    REFUSED
  }

  /**
   * A refusal.
   *
   * @param advice what to do; may be empty
   */
  public Declined(Reason reason, String message, String advice) {
    super(message);
    this.reason = reason;
    this.advice = advice;
  }

  /** What {@code look} gives; empty when what it is about does not exist. */
  public static <T> Optional<T> ifThere(Supplier<Optional<T>> look) {
    try {
      return look.get();
    } catch (Declined e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  public Reason reason() {
    return reason;
  }

  public String advice() {
    return advice;
  }
}
