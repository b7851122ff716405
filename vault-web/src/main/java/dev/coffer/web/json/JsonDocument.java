package dev.coffer.web.json;

import dev.coffer.server.problem.RequestMalformed;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A JSON object of which only its being one matters here: kept as text, shown as object. */
public final class JsonDocument {
  private JsonDocument() {}

  /** One line of JSON. */
  public static String text(Map<String, Object> object) {
    return new String(JsonLine.bytes(object), StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws RequestMalformed for anything else
   */
  public static Map<String, Object> object(String text) {
    return JsonText.object(text);
  }
}
