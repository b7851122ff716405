package dev.coffer.client.bridge.desk;

import dev.coffer.client.bridge.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The document that describes the API (OpenAPI 3.1); a test holds it against the routes. */
final class OpenApi {
  private static final String FILE = "openapi.json";

  /** The document as it is kept. */
  static String document() {
    try (InputStream in = OpenApi.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Reply reply() {
    return Reply.document(document());
  }
}
