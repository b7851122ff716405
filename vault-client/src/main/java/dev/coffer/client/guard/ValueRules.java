package dev.coffer.client.guard;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which values are worth searching for? One that stands in every second file by chance would only
 * teach people to pass over the guard.
 */
final class ValueRules {
  /** As long as the window by which {@link ValueIndex} looks. */
  static final int LEAST_BYTES = ValueIndex.WINDOW;

  private static final int LEAST_DIFFERENT = 5;
  private static final Map<Pattern, String> ORDINARY = ordinary();

  private ValueRules() {}

  private static Map<Pattern, String> ordinary() {
    Map<Pattern, String> rules = new LinkedHashMap<>();
    rules.put(Pattern.compile("[A-Za-z]{1,11}"), "a single word");
    rules.put(Pattern.compile("[^A-Za-z]{1,11}"), "a short number");
    rules.put(Pattern.compile("[a-z]{2}(-[a-z]+)+-?[0-9][a-z]?"), "the name of a region");
    rules.put(
        Pattern.compile("[a-z]+://(localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0)(:[0-9]+)?/?"),
        "an address of this machine");
    return rules;
  }

  /** What is searched for: white space around a value is seldom copied with it. */
  static String essence(String value) {
    return value.strip();
  }

  /** Why {@code value} is not searched for; empty when it is. */
  static Optional<String> notSearched(String value) {
    String essence = essence(value);
    if (essence.getBytes(StandardCharsets.UTF_8).length < LEAST_BYTES) {
      return Optional.of("shorter than " + LEAST_BYTES + " bytes");
    }
    if (essence.chars().distinct().count() < LEAST_DIFFERENT) {
      return Optional.of("fewer than " + LEAST_DIFFERENT + " different characters");
    }
    return ORDINARY.entrySet().stream()
        .filter(rule -> rule.getKey().matcher(essence).matches())
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
