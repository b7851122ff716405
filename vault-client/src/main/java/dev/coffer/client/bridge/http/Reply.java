package dev.coffer.client.bridge.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** One answer. */
public record Reply(int status, String contentType, String body, Map<String, String> headers) {
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  /** Absent members are shown as null, so that an answer has the same members every time. */
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  /** An answer with {@code content} as JSON. */
  public static Reply json(int status, Object content) {
    return new Reply(status, JSON, text(content), Map.of());
  }

  /** An answer with {@code json} as it is. */
  public static Reply document(String json) {
    return new Reply(200, JSON, json, Map.of());
  }

  static Reply problem(int status, Object content, Map<String, String> headers) {
    return new Reply(status, PROBLEM, text(content), Map.copyOf(headers));
  }

  /** The JSON of {@code content}, the same for the same content. */
  static String text(Object content) {
    return GSON.toJson(content);
  }

  /** The same with one more header. */
  public Reply with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Reply(status, contentType, body, more);
  }

  public byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
