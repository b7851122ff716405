package dev.coffer.terraform.bridged.way;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;

/**
 * What was answered.
 *
 * @param tag the answer's {@code ETag}; empty where it has none
 */
public record Replied(int status, String tag, String body) {
  /**
   * All that {@code in} has.
   *
   * @throws ProtocolException when that is more than {@code limit} bytes
   */
  static String body(InputStream in, int limit) throws IOException {
    byte[] body = in.readNBytes(limit + 1);
    if (body.length > limit) {
      throw new ProtocolException("the answer has more than " + limit + " bytes");
    }
    return new String(body, StandardCharsets.UTF_8);
  }
}
