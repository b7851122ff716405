package dev.coffer.client.bridge.http;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.problem.Problem;

/** What becomes of the client's own refusals on their way out. */
public final class Failures {
  private static final int UNAUTHORISED = 401;
  private static final int NOT_FOUND = 404;

  private Failures() {}

  /**
   * {@code failure} as a problem. The server's refusals keep their type and status, but for two: a
   * 401 is not about the bridge's token, and a 404 is the server's word alone, upon which nothing
   * may count as gone.
   */
  public static Refusal of(ClientException failure) {
    if (failure instanceof ClientException.Refused refused) {
      return refused(refused);
    }
    return problem(failure).because(failure.getMessage(), failure.hint().orElse(null));
  }

  /**
   * {@code failure} of what was begun with something that was there: never {@link
   * BridgeProblem#NOT_FOUND}, which would read as if it had gone as asked.
   */
  public static Refusal amidst(ClientException failure) {
    return failure instanceof ClientException.NotFound
        ? BridgeProblem.CONFLICT.because(
            failure.getMessage(), failure.hint().orElse("look at what stands now, and ask again"))
        : of(failure);
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

  private static Refusal refused(ClientException.Refused refused) {
    String hint = refused.hint().orElse(null);
    if (refused.status() == UNAUTHORISED) {
      return BridgeProblem.NOT_SIGNED_IN.because(refused.getMessage(), hint);
    }
    if (refused.status() == NOT_FOUND) {
      return BridgeProblem.SERVER_SAYS_NOT_FOUND.because(
          refused.getMessage(),
          "nothing counts as gone because the server says so, and a part may be done: look at what"
              + " stands, and ask again. It stays like this where this account was removed from"
              + " the organisation, or somebody took the vault away; else ask who runs the server");
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
