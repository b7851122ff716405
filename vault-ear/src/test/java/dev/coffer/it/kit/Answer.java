package dev.coffer.it.kit;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.problem.ProblemBody;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** What a server answered, to the byte. */
public record Answer(int status, HttpHeaders headers, Bytes body) {
  /** The first value of {@code name}, or an empty text. */
  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  public String text() {
    return new String(body.toArray(), StandardCharsets.UTF_8);
  }

  /** The body as a JSON object. */
  public JsonObject json() {
    return JsonParser.parseString(text()).getAsJsonObject();
  }

  /** The body as one of the wire records. */
  public <T> T as(Class<T> type) {
    return Api.JSON.fromJson(text(), type);
  }

  /** The body as a problem. */
  public ProblemBody problem() {
    return as(ProblemBody.class);
  }

  /**
   * This answer.
   *
   * @throws AssertionError with the body unless it has {@code expected} as its status
   */
  public Answer require(int expected) {
    if (status != expected) {
      throw new AssertionError("expected status " + expected + ", got " + this);
    }
    return this;
  }

  @Override
  public String toString() {
    return status + " " + text();
  }
}
