package dev.coffer.client.remote;

import java.util.Optional;

/**
 * One request.
 *
 * @param path from the server's root, percent-encoded
 * @param body JSON text
 * @param signed whether a success without a valid signature is refused
 * @param etag for {@code If-None-Match}
 */
record HttpCall(
    String method, String path, Optional<String> body, boolean signed, Optional<String> etag) {

  static HttpCall get(String path) {
    return new HttpCall("GET", path, Optional.empty(), false, Optional.empty());
  }

  static HttpCall delete(String path) {
    return new HttpCall("DELETE", path, Optional.empty(), false, Optional.empty());
  }

  static HttpCall post(String path, Object body) {
    return with("POST", path, body);
  }

  static HttpCall put(String path, Object body) {
    return with("PUT", path, body);
  }

  private static HttpCall with(String method, String path, Object body) {
    return new HttpCall(method, path, Optional.of(WireJson.write(body)), false, Optional.empty());
  }

  HttpCall requireSignature() {
    return new HttpCall(method, path, body, true, etag);
  }

  HttpCall unless(Optional<String> known) {
    return new HttpCall(method, path, body, signed, known);
  }
}
