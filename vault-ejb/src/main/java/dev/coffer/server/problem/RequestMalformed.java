package dev.coffer.server.problem;

import dev.coffer.protocol.problem.Problem;

/** Says that the request does not have the form it must have; nothing was looked up. */
public final class RequestMalformed extends VaultException {
  private static final long serialVersionUID = 1L;

  private RequestMalformed(Problem problem, String detail) {
    super(problem, detail);
  }

  /** The body, a parameter or a header is malformed; {@code expectation} says what was expected. */
  public static RequestMalformed request(String expectation) {
    return new RequestMalformed(Problem.MALFORMED_REQUEST, expectation);
  }

  /** An id in the path is malformed. */
  public static RequestMalformed id(String expectation) {
    return new RequestMalformed(Problem.MALFORMED_ID, expectation);
  }

  /** The body is longer than {@code limit} bytes. */
  public static RequestMalformed bodyTooLarge(int limit) {
    return new RequestMalformed(
        Problem.BODY_TOO_LARGE, "The request body is larger than " + limit + " bytes");
  }
}
