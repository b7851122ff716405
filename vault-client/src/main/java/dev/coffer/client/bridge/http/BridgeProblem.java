package dev.coffer.client.bridge.http;

import java.util.Locale;

/** Every kind of refusal that is the bridge's own; docs/bridge.md lists them. */
public enum BridgeProblem {
  MALFORMED_REQUEST(400, "The request is malformed"),
  TOKEN_REQUIRED(401, "The bridge's token is needed"),
  BROWSER_REFUSED(403, "The bridge answers no browser"),
  NOT_FOUND(404, "There is no such thing here"),
  NO_SUCH_ROUTE(404, "The bridge has no such route"),
  METHOD_NOT_ALLOWED(405, "The route does not have this method"),
  CONFLICT(409, "The present state does not allow this"),
  PRECONDITION_FAILED(412, "The resource is not as the request expects"),
  BODY_TOO_LARGE(413, "The request body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The route takes JSON only"),
  FOREIGN_HOST(421, "The request names another host than this one"),
  CLIENT_FAILED(500, "The client failed"),
  SERVER_NOT_BELIEVED(502, "The server's answer is not what an honest one sends"),
  SERVER_SAYS_NOT_FOUND(502, "The server says that there is no such thing"),
  NOT_SIGNED_IN(503, "Nobody is signed in on this machine"),
  SERVER_UNREACHABLE(503, "The server does not answer");

  private final int status;
  private final String title;

  BridgeProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  /** A sentence without particulars, the same every time (RFC 9457 §3.1.3). */
  public String title() {
    return title;
  }

  /** The stable name for programs. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The problem type's URI (RFC 9457 §3.1.1). */
  public String type() {
    return "https://coffer.dev/bridge#" + code();
  }

  /** The refusal of this kind. */
  public Refusal because(String detail) {
    return because(detail, null);
  }

  /**
   * The refusal of this kind.
   *
   * @param hint what to do; may be null
   */
  public Refusal because(String detail, String hint) {
    return new Refusal(new Refusal.Kind(type(), code(), title, status), detail, hint);
  }
}
