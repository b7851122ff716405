package dev.coffer.client.crypto.text;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.coffer.protocol.Malformed;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Variables as one JSON object of strings in the one form of RFC 8785: names sorted by UTF-16 code
 * units, no spaces, the shortest escapes, UTF-8. One form means that equal content is equal bytes
 * and that nothing can hide in a doubled name.
 */
public final class VariablesText {
  private static final char FIRST_PRINTABLE = 0x20;

  private VariablesText() {}

  /**
   * The one text of {@code variables}.
   *
   * @throws Malformed when a name or value holds half a character (an unpaired surrogate)
   */
  public static byte[] write(SortedMap<String, String> variables) {
    StringJoiner members = new StringJoiner(",", "{", "}");
    // A map sorted by a comparator of its own would not give the one order.
    for (Map.Entry<String, String> variable :
        new TreeMap<>((Map<String, String>) variables).entrySet()) {
      members.add(quote(variable.getKey()) + ":" + quote(variable.getValue()));
    }
    return members.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws Malformed for anything else
   */
  public static SortedMap<String, String> read(byte[] text) {
    SortedMap<String, String> variables = readObject(new String(text, StandardCharsets.UTF_8));
    if (!MessageDigest.isEqual(write(variables), text)) {
      throw notVariables();
    }
    return variables;
  }

  /**
   * Reads one JSON object of strings in any form, such as another program's; no name stands in it
   * twice.
   *
   * @throws Malformed for anything else
   */
  public static SortedMap<String, String> readObject(String text) {
    SortedMap<String, String> variables = new TreeMap<>();
    try (JsonReader json = new JsonReader(new StringReader(text))) {
      json.setStrictness(Strictness.STRICT);
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        if (json.peek() != JsonToken.STRING || variables.put(name, json.nextString()) != null) {
          throw notVariables();
        }
      }
      json.endObject();
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw notVariables();
      }
    } catch (MalformedJsonException | EOFException | IllegalStateException e) {
      throw notVariables();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can be read", e);
    }
    return variables;
  }

  private static Malformed notVariables() {
    return new Malformed("variables are one JSON object of strings in its one form");
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    text.codePoints().forEach(character -> appendEscaped(quoted, character));
    return quoted.append('"').toString();
  }

  private static void appendEscaped(StringBuilder quoted, int character) {
    switch (character) {
      case '"' -> quoted.append("\\\"");
      case '\\' -> quoted.append("\\\\");
      case '\b' -> quoted.append("\\b");
      case '\t' -> quoted.append("\\t");
      case '\n' -> quoted.append("\\n");
      case '\f' -> quoted.append("\\f");
      case '\r' -> quoted.append("\\r");
      default -> {
        if (Character.getType(character) == Character.SURROGATE) {
          throw new Malformed("a variable's name and value are whole characters");
        } else if (character < FIRST_PRINTABLE) {
          quoted.append(String.format(Locale.ROOT, "\\u%04x", character));
        } else {
          quoted.appendCodePoint(character);
        }
      }
    }
  }
}
