package dev.coffer.client.remote;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.Malformed;

/**
 * A success, its signature already verified where one is required.
 *
 * @param etag may be null
 */
record HttpAnswer(int status, String body, String etag) {
  static final int NOT_MODIFIED = 304;

  <T> T as(Class<T> type) {
    try {
      return WireJson.read(body, type);
    } catch (Malformed e) {
      throw new ClientException.Unreachable(
          "the server's answer is not what a Coffer server says",
          "check the address given by --server or COFFER_SERVER",
          e);
    }
  }
}
