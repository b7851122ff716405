package dev.coffer.client.cli.term;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

/** Where a person sits, if there is one. */
final class Seat {
  private Seat() {}

  /**
   * {@code console}, if it is a terminal. JDK 22 and newer may give one that is none, and say so in
   * a method that older ones do not have; theirs is always a terminal.
   *
   * @param console null where the JVM has none
   */
  static Optional<Console> of(Console console) {
    return Optional.ofNullable(console).filter(found -> isTerminal(Console.class, found));
  }

  /** What {@code console} says of itself in the method that {@code type} may have. */
  static boolean isTerminal(Class<?> type, Object console) {
    try {
      return (boolean) type.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
