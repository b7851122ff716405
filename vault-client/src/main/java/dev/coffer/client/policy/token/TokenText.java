package dev.coffer.client.policy.token;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import dev.coffer.protocol.Malformed;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the claims of a JWT in its compact form (RFC 7519, RFC 7515 §7.1), in strict JSON: a member
 * that is there twice is refused, for two readers could each take another one. The signature is not
 * looked at. No message repeats anything of the token.
 */
public final class TokenText {
  /** No platform's token is longer. */
  private static final int MAX_LENGTH = 32 * 1024;

  private static final int PARTS = 3;
  private static final int MAX_DEPTH = 8;

  private TokenText() {}

  /**
   * The claims that {@code token} states, whoever made it.
   *
   * @throws Malformed when it is no JWT, or its claims are not one strict JSON object
   */
  public static Map<String, Object> claims(String token) {
    String text = token.strip();
    if (text.length() > MAX_LENGTH) {
      throw new Malformed("a token has at most " + MAX_LENGTH + " characters");
    }
    String[] parts = text.split("\\.", -1);
    if (parts.length != PARTS) {
      throw new Malformed("a token has three parts with dots between them");
    }
    return object(decoded(parts[1]));
  }

  /**
   * The claims that {@code json} spells out, as a token's middle part does.
   *
   * @throws Malformed when it is not one strict JSON object
   */
  public static Map<String, Object> stated(String json) {
    if (json.length() > MAX_LENGTH) {
      throw new Malformed("claims have at most " + MAX_LENGTH + " characters");
    }
    return object(json);
  }

  private static String decoded(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new Malformed("the middle part of a token is base64url of UTF-8 text");
    }
  }

  private static Map<String, Object> object(String json) {
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.setStrictness(Strictness.STRICT);
      if (reader.peek() != JsonToken.BEGIN_OBJECT) {
        throw notJson();
      }
      Map<String, Object> claims = object(reader, 1);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw notJson();
      }
      return claims;
    } catch (MalformedJsonException | IllegalStateException e) {
      throw notJson();
    } catch (IOException e) {
      throw notJson();
    }
  }

  private static Malformed notJson() {
    return new Malformed("the claims of a token are one JSON object (RFC 8259)");
  }

  private static Map<String, Object> object(JsonReader reader, int depth) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (members.containsKey(name)) {
        throw new Malformed("a member of the token's claims is there twice");
      }
      members.put(name, value(reader, depth));
    }
    reader.endObject();
    return members;
  }

  private static List<Object> array(JsonReader reader, int depth) throws IOException {
    List<Object> entries = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      entries.add(value(reader, depth));
    }
    reader.endArray();
    return entries;
  }

  private static Object value(JsonReader reader, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new Malformed("the claims of a token are nested " + MAX_DEPTH + " deep at most");
    }
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(reader, depth + 1);
      case BEGIN_ARRAY -> array(reader, depth + 1);
      case STRING -> reader.nextString();
      case BOOLEAN -> reader.nextBoolean();
      case NUMBER -> number(reader.nextString());
      case NULL -> {
        reader.nextNull();
        yield null;
      }
      default -> throw notJson();
    };
  }

  private static Number number(String digits) {
    try {
      return Long.valueOf(digits);
    } catch (NumberFormatException e) {
      return Double.valueOf(digits);
    }
  }
}
