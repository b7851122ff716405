package dev.coffer.client.redact;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * Values that must not be seen. Those under four bytes of UTF-8 cannot be told from other text and
 * are not looked for.
 */
public final class Secrets {
  private final Automaton automaton;

  public Secrets(Collection<String> values) {
    this.automaton = new Automaton(Forms.of(values));
  }

  /** Whether {@code value} is too short to be looked for. */
  public static boolean isTooShort(String value) {
    return value.getBytes(StandardCharsets.UTF_8).length < Forms.SHORTEST;
  }

  Automaton automaton() {
    return automaton;
  }

  @Override
  public String toString() {
    return "Secrets[redacted]";
  }
}
