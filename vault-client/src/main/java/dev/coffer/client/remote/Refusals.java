package dev.coffer.client.remote;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.problem.ProblemBody;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns an answer that is not a success into the exception that tells a person about it. */
final class Refusals {
  private static final int MAX_SHOWN = 300;

  private Refusals() {}

  /**
   * The exception for an answer.
   *
   * @param meanwhile how things stand while the server does not serve
   */
  static ClientException of(int status, byte[] body, String meanwhile) {
    return problem(body)
        .filter(problem -> status >= 400)
        .map(problem -> of(status, problem, meanwhile))
        .orElseGet(() -> notCoffer(status));
  }

  private static ClientException of(int status, ProblemBody problem, String meanwhile) {
    String message = "the server says: " + shown(problem.detail(), problem.title(), status);
    String hint = problem.hint() == null ? null : shown(problem.hint(), null, status);
    if (Problem.NOT_SIGNED_IN.code().equals(problem.code())) {
      return new ClientException.NotSignedIn(
          "the session has ended or was revoked", "run 'coffer login'");
    }
    if (status >= 500) {
      String incident =
          problem.incident() == null
              ? meanwhile + "; try again later"
              : "incident " + shown(problem.incident(), null, status) + " in the server's log";
      return new ClientException.Unreachable(message, incident, null);
    }
    if (problem.retryAfterSeconds() != null) {
      hint = "try again in " + problem.retryAfterSeconds() + " seconds";
    }
    String code = problem.code() == null ? "" : problem.code();
    return new ClientException.Refused(status, code, message, hint, problem.serverVersion());
  }

  private static ClientException notCoffer(int status) {
    String message = "the answer has status " + status + " and is not a Coffer server's";
    String hint = "check the address given by --server or COFFER_SERVER";
    if (status / 100 == 3) {
      hint = "it points to another address; redirects are not followed";
    }
    return new ClientException.Unreachable(message, hint, null);
  }

  private static Optional<ProblemBody> problem(byte[] body) {
    try {
      return Optional.of(
          WireJson.read(new String(body, StandardCharsets.UTF_8), ProblemBody.class));
    } catch (Malformed e) {
      return Optional.empty();
    }
  }

  /** A server's text on a terminal: short, and nothing that moves the cursor. */
  private static String shown(String text, String otherwise, int status) {
    String chosen = text != null ? text : otherwise != null ? otherwise : "status " + status;
    String plain = chosen.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ").strip();
    return plain.length() <= MAX_SHOWN ? plain : plain.substring(0, MAX_SHOWN) + "…";
  }
}
