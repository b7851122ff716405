package dev.coffer.client.schema;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.coffer.protocol.Malformed;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One JSON object, read member by member. A complaint begins with the place, such as {@code
 * $.envSchema.vars.PORT.format}, and never repeats what is there. Null is as good as absent.
 */
final class Members {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final JsonObject object;
  private final String place;
  private final Set<String> read = new HashSet<>();

  Members(JsonElement element, String place) {
    if (!(element instanceof JsonObject found)) {
      throw new Malformed(place + " is not an object");
    }
    this.object = found;
    this.place = place;
  }

  String place(String name) {
    return PLAIN.matcher(name).matches() ? place + "." + name : place + "['" + name + "']";
  }

  boolean isEmpty() {
    return object.isEmpty();
  }

  List<String> names() {
    return object.keySet().stream().sorted().toList();
  }

  Optional<Members> object(String name) {
    return element(name).map(element -> new Members(element, place(name)));
  }

  Optional<String> text(String name) {
    return element(name).map(element -> text(element, place(name)));
  }

  /** The text of {@code name} as what {@code reader} makes of it, its complaints with the place. */
  <T> Optional<T> text(String name, Function<String, T> reader) {
    return text(name).map(text -> placed(name, text, reader));
  }

  private <T> T placed(String name, String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (Malformed e) {
      throw new Malformed(place(name) + " " + e.getMessage());
    }
  }

  boolean flag(String name) {
    Optional<JsonElement> element = element(name);
    if (element.isPresent()
        && !(element.get() instanceof JsonPrimitive value && value.isBoolean())) {
      throw new Malformed(place(name) + " is not true or false");
    }
    return element.isPresent() && element.get().getAsBoolean();
  }

  List<String> texts(String name) {
    Optional<JsonElement> element = element(name);
    if (element.isEmpty()) {
      return List.of();
    }
    if (!(element.get() instanceof JsonArray array) || array.isEmpty()) {
      throw new Malformed(place(name) + " is not a list of at least one text");
    }
    return IntStream.range(0, array.size())
        .mapToObj(i -> text(array.get(i), place(name) + "[" + i + "]"))
        .toList();
  }

  /** The places of members that nobody asked for. */
  List<String> unread() {
    return names().stream().filter(name -> !read.contains(name)).map(this::place).toList();
  }

  private Optional<JsonElement> element(String name) {
    read.add(name);
    return Optional.ofNullable(object.get(name)).filter(value -> value != JsonNull.INSTANCE);
  }

  private static String text(JsonElement element, String place) {
    if (element instanceof JsonPrimitive value && value.isString()) {
      return value.getAsString();
    }
    throw new Malformed(place + " is not a text in quotes");
  }
}
