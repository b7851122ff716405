package dev.coffer.client.bridge.http;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads JSON in the form of RFC 8259 and nothing besides: no comments, no text after it, no member
 * twice. A complaint never repeats what is there.
 */
final class StrictJson {
  private static final int DEPTH = 4;
  private static final String MARK = "\uFEFF";
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

  private final JsonReader in;

  private StrictJson(String text) {
    in = new JsonReader(new StringReader(text));
    in.setStrictness(Strictness.STRICT);
    in.setNestingLimit(DEPTH);
  }

  /**
   * The one object that {@code utf8} holds: texts, {@link Long}s, truth values, nulls, lists, maps.
   *
   * @throws Refusal for anything else
   */
  static Map<String, Object> object(byte[] utf8) {
    String text = text(utf8);
    if (text.startsWith(MARK)) {
      throw malformed("the body begins with a byte order mark"); // gson would pass over it
    }
    StrictJson json = new StrictJson(text);
    try {
      if (json.in.peek() != JsonToken.BEGIN_OBJECT) {
        throw malformed("the body is not a JSON object");
      }
      Map<String, Object> object = json.object();
      if (json.in.peek() != JsonToken.END_DOCUMENT) {
        throw malformed("something stands behind the body's JSON");
      }
      return object;
    } catch (MalformedJsonException | EOFException e) {
      throw malformed("the body is not JSON, or too deep");
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory is read to its end", e);
    }
  }

  private static String text(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("the body is not UTF-8");
    }
  }

  private Map<String, Object> object() throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    in.beginObject();
    while (in.hasNext()) {
      String name = in.nextName();
      if (object.containsKey(name)) {
        throw malformed("the body has a member twice");
      }
      object.put(name, value());
    }
    in.endObject();
    return object;
  }

  private Object value() throws IOException {
    return switch (in.peek()) {
      case BEGIN_OBJECT -> object();
      case BEGIN_ARRAY -> list();
      case STRING -> in.nextString();
      case BOOLEAN -> in.nextBoolean();
      case NUMBER -> number(in.nextString());
      case NULL -> nothing();
      default -> throw malformed("the body is not JSON");
    };
  }

  private Object nothing() throws IOException {
    in.nextNull();
    return null;
  }

  private List<Object> list() throws IOException {
    List<Object> list = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      list.add(value());
    }
    in.endArray();
    return list;
  }

  private static Long number(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw malformed("a number in the body is not whole, or too long");
    }
    return Long.valueOf(text);
  }

  private static Refusal malformed(String what) {
    return BridgeProblem.MALFORMED_REQUEST.because(what + "; nothing was changed");
  }
}
