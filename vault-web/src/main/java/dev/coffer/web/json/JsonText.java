package dev.coffer.web.json;

import dev.coffer.server.problem.RequestMalformed;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * Reads one JSON object into maps, lists, strings, booleans, {@code Long} and {@code Double};
 * members that are null are left out. No member may occur twice, since two readers could then see
 * two different requests.
 */
final class JsonText {
  private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());
  private static final int MAX_DEPTH = 32;

  /** More digits cost quadratic time to convert, and no number here needs them. */
  private static final int MAX_NUMBER_LENGTH = 32;

  /** A value of three characters takes a hundred bytes here, and sign-in reads anybody's body. */
  private static final int MAX_VALUES = 100_000;

  private final JsonParser parser;
  private int values;

  private JsonText(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * The members of the object that {@code text} is.
   *
   * @throws RequestMalformed for anything else
   */
  static Map<String, Object> object(String text) {
    try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
      if (!parser.hasNext() || parser.next() != Event.START_OBJECT) {
        throw RequestMalformed.request("The body is not a JSON object");
      }
      Map<String, Object> members = new JsonText(parser).members(1);
      if (parser.hasNext()) {
        throw RequestMalformed.request("The body has something after its JSON object");
      }
      return members;
    } catch (JsonException | NoSuchElementException e) {
      throw RequestMalformed.request("The body is not JSON");
    }
  }

  private Map<String, Object> members(int depth) {
    requireDepth(depth);
    Map<String, Object> members = new LinkedHashMap<>();
    Set<String> absent = new HashSet<>();
    for (Event event = parser.next(); event != Event.END_OBJECT; event = parser.next()) {
      String name = text();
      if (members.containsKey(name) || absent.contains(name)) {
        throw RequestMalformed.request("A JSON object has a member twice");
      }
      Object value = value(parser.next(), depth);
      if (value == null) {
        absent.add(name);
      } else {
        members.put(name, value);
      }
    }
    return members;
  }

  private List<Object> items(int depth) {
    requireDepth(depth);
    List<Object> items = new ArrayList<>();
    for (Event event = parser.next(); event != Event.END_ARRAY; event = parser.next()) {
      items.add(value(event, depth));
    }
    return items;
  }

  private Object value(Event event, int depth) {
    if (++values > MAX_VALUES) {
      throw RequestMalformed.request("The body has more than " + MAX_VALUES + " values");
    }
    return switch (event) {
      case START_OBJECT -> members(depth + 1);
      case START_ARRAY -> items(depth + 1);
      case VALUE_STRING -> text();
      case VALUE_NUMBER -> number();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw RequestMalformed.request("The body is not JSON");
    };
  }

  /** NUL and halves of a surrogate pair are valid JSON, but no database stores them as they are. */
  private String text() {
    String text = parser.getString();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (c == 0 || (Character.isSurrogate(c) && !pair)) {
        throw RequestMalformed.request("A JSON text holds a character that cannot be stored");
      }
      if (pair) {
        i++;
      }
    }
    return text;
  }

  private Object number() {
    String digits = parser.getString();
    if (digits.length() > MAX_NUMBER_LENGTH) {
      throw RequestMalformed.request("A JSON number is too long");
    }
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException e) {
      return finite(Double.parseDouble(digits));
    }
  }

  /** What is too large becomes infinite, which has no JSON form: it could not be read back. */
  private static Double finite(double number) {
    if (Double.isInfinite(number)) {
      throw RequestMalformed.request("A JSON number is too large");
    }
    return number;
  }

  private static void requireDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw RequestMalformed.request("The body is nested too deeply");
    }
  }
}
