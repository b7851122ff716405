package dev.coffer.terraform.bridged.way;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One request. What is written of it has no header, since one holds the token.
 *
 * @param target path and query, percent-encoded
 * @param headers all but those that say where it goes and how long it is
 * @param json empty for no body
 */
public record Asked(String method, String target, Map<String, String> headers, String json) {
  /** Whether there is a body, if an empty one. */
  boolean hasBody() {
    return !method.equals("GET");
  }

  byte[] body() {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return method + " " + target;
  }
}
