package dev.coffer.client.bridge.http;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.problem.Problem;

/** What becomes of the client's own refusals on their way out. */
public final class Failures {
  private Failures() {}

  /** {@code failure} as a problem. The server's refusals keep their type and status. */
  public static Refusal of(ClientException failure) {
    if (failure instanceof ClientException.Refused refused) {
      return refused(refused);
    }
    return problem(failure).because(failure.getMessage(), failure.hint().orElse(null));
  }

  private static BridgeProblem problem(ClientException failure) {
    if (failure instanceof ClientException.Usage) {
      return BridgeProblem.MALFORMED_REQUEST;
    }
    if (failure instanceof ClientException.NotSignedIn) {
      return BridgeProblem.NOT_SIGNED_IN;
    }
    if (failure instanceof ClientException.Conflict) {
      return BridgeProblem.CONFLICT;
    }
    if (failure instanceof ClientException.Unreachable) {
      return BridgeProblem.SERVER_UNREACHABLE;
    }
    if (failure instanceof ClientException.Tampered) {
      return BridgeProblem.SERVER_NOT_BELIEVED;
    }
    return failure instanceof ClientException.NotFound
        ? BridgeProblem.NOT_FOUND
        : BridgeProblem.CLIENT_FAILED;
  }

  /**
   * A 401 of the server is about the account's session, not about the bridge's token, and must not
   * look like one.
   */
  private static Refusal refused(ClientException.Refused refused) {
    String hint = refused.hint().orElse(null);
    if (refused.status() == 401) {
      return BridgeProblem.NOT_SIGNED_IN.because(refused.getMessage(), hint);
    }
    return Problem.ofCode(refused.code())
        .map(
            known ->
                new Refusal(
                    new Refusal.Kind(known.type(), known.code(), known.title(), refused.status()),
                    refused.getMessage(),
                    hint))
        .orElseGet(() -> BridgeProblem.CONFLICT.because(refused.getMessage(), hint));
  }
}
