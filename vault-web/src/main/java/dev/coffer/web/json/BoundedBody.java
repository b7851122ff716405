package dev.coffer.web.json;

import dev.coffer.server.problem.RequestMalformed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A request's body, of which never more than the limit is kept, whatever its headers say. */
final class BoundedBody {
  /** 10 MiB. */
  static final int LIMIT = 10_485_760;

  /** What is read and thrown away past the limit, so that the sender gets to read the answer. */
  private static final int DRAIN_LIMIT = 4 * LIMIT;

  private BoundedBody() {}

  /**
   * The whole body as text.
   *
   * @throws RequestMalformed when it is longer than the limit or not UTF-8
   */
  static String read(InputStream body) throws IOException {
    byte[] content = body.readNBytes(LIMIT + 1);
    if (content.length > LIMIT) {
      drain(body);
      throw RequestMalformed.bodyTooLarge(LIMIT);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw RequestMalformed.request("The body is not UTF-8");
    }
  }

  private static void drain(InputStream body) throws IOException {
    byte[] scratch = new byte[65_536];
    int left = DRAIN_LIMIT;
    while (left > 0) {
      int read = body.read(scratch);
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }
}
