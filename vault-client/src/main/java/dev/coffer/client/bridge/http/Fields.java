package dev.coffer.client.bridge.http;

import dev.coffer.protocol.Malformed;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The members of one request's body. Null is as good as absent. A complaint names the member and
 * never repeats what is there.
 */
public final class Fields {
  private final Map<String, Object> members;

  private Fields(Map<String, Object> members) {
    this.members = members;
  }

  /**
   * The members of {@code object}.
   *
   * @throws Refusal when it has another than those {@code allowed}
   */
  static Fields of(Map<String, Object> object, List<String> allowed) {
    if (!allowed.containsAll(object.keySet())) {
      throw BridgeProblem.MALFORMED_REQUEST.because(
          "the body has a member that is not known here; nothing was changed",
          allowed.isEmpty() ? "it is {}" : "those known are " + String.join(", ", allowed));
    }
    return new Fields(object);
  }

  public Optional<String> text(String name) {
    return value(name).map(value -> text(name, value));
  }

  private static String text(String name, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw malformed(name, "is not a text");
  }

  /** The text, which has to be there. */
  public String required(String name) {
    return text(name).orElseThrow(() -> malformed(name, "is missing"));
  }

  /** What {@code reader} makes of each text of the list; empty for an absent one. */
  public <T> List<T> each(String name, Function<String, T> reader) {
    return value(name).map(value -> list(name, value)).orElse(List.of()).stream()
        .map(entry -> read(name, () -> reader.apply(text(name, entry))))
        .toList();
  }

  private static List<?> list(String name, Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw malformed(name, "is not a list of texts");
  }

  /** The texts of a list; empty for an absent one. */
  public List<String> texts(String name) {
    return each(name, text -> text);
  }

  /** False for an absent one. */
  public boolean flag(String name) {
    Object value = value(name).orElse(false);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw malformed(name, "is not true or false");
  }

  public OptionalInt number(String name) {
    Optional<Object> value = value(name);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (value.get() instanceof Long number && number == number.intValue()) {
      return OptionalInt.of(number.intValue());
    }
    throw malformed(name, "is not a whole number");
  }

  /** A time as RFC 3339 has it, in UTC. */
  public Optional<Instant> time(String name) {
    try {
      return text(name).map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw malformed(name, "is not a time such as 2027-01-31T00:00:00Z");
    }
  }

  /** The members of an object of texts; empty for an absent one. */
  public Optional<Map<String, String>> object(String name) {
    return value(name)
        .map(
            value -> {
              if (!(value instanceof Map<?, ?> object)) {
                throw malformed(name, "is not an object");
              }
              Map<String, String> texts = new TreeMap<>();
              object.forEach((key, entry) -> texts.put((String) key, text(name, entry)));
              return texts;
            });
  }

  /** The members of an object, whatever they are; it has to be there. */
  @SuppressWarnings("unchecked") // names of JSON are texts
  public Map<String, Object> document(String name) {
    if (value(name).orElseThrow(() -> malformed(name, "is missing"))
        instanceof Map<?, ?> document) {
      return (Map<String, Object>) document;
    }
    throw malformed(name, "is not an object");
  }

  private Optional<Object> value(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** What {@code reader} gives; what it calls malformed is so in the member {@code name}. */
  public static <T> T read(String name, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (Malformed e) {
      throw malformed(name, e.getMessage());
    }
  }

  /** The refusal of a member. */
  public static Refusal malformed(String name, String what) {
    return BridgeProblem.MALFORMED_REQUEST.because(name + ": " + what + "; nothing was changed");
  }

  @Override
  public String toString() {
    return "Fields" + members.keySet();
  }
}
