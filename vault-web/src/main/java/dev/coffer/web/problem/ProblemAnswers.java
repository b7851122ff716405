package dev.coffer.web.problem;

import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.problem.ProblemBody;
import dev.coffer.server.problem.RateLimited;
import dev.coffer.server.problem.RecipientsConflict;
import dev.coffer.server.problem.VaultException;
import dev.coffer.server.problem.VersionConflict;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Builds the answer for each kind of failure. */
final class ProblemAnswers {
  /** RFC 9457 §6.1. */
  static final String MEDIA_TYPE = "application/problem+json";

  private static final int MAX_INSTANCE_LENGTH = 300;

  private final UriInfo uri;

  ProblemAnswers(UriInfo uri) {
    this.uri = uri;
  }

  /** The answer for a refusal, with every fact that it carries. */
  ResponseBuilder of(VaultException refusal) {
    Integer serverVersion = null;
    Integer expectedVersion = null;
    Long retryAfter = null;
    List<String> missing = null;
    List<String> unexpected = null;
    if (refusal instanceof VersionConflict conflict) {
      serverVersion = conflict.serverVersion();
      expectedVersion =
          conflict.expectedVersion().isPresent() ? conflict.expectedVersion().getAsInt() : null;
    } else if (refusal instanceof RateLimited limited) {
      retryAfter = Math.max(1, limited.retryAfter().toSeconds());
    } else if (refusal instanceof RecipientsConflict conflict && conflict.hasDifference()) {
      missing = conflict.missing();
      unexpected = conflict.unexpected();
    }
    String hint = refusal.hint().orElse(null);
    return answer(
        refusal.problem(),
        new ProblemBody(
            refusal.problem().type(),
            refusal.problem().title(),
            refusal.problem().status(),
            refusal.detail(),
            instance(),
            refusal.detail(),
            refusal.problem().code(),
            hint,
            serverVersion,
            expectedVersion,
            retryAfter,
            null,
            missing,
            unexpected));
  }

  /** The answer for a failure without facts of its own. */
  ResponseBuilder of(Problem problem, String detail) {
    return answer(problem, body(problem, detail, null));
  }

  /** The answer for what nobody foresaw: only the number under which the log tells the cause. */
  ResponseBuilder incident(String incident) {
    return answer(
        Problem.INTERNAL_ERROR,
        body(
            Problem.INTERNAL_ERROR,
            "The server failed; its log has incident " + incident,
            incident));
  }

  private ProblemBody body(Problem problem, String detail, String incident) {
    return new ProblemBody(
        problem.type(),
        problem.title(),
        problem.status(),
        detail,
        instance(),
        detail,
        problem.code(),
        null,
        null,
        null,
        null,
        incident,
        null,
        null);
  }

  private static ResponseBuilder answer(Problem problem, ProblemBody body) {
    ResponseBuilder answer = Response.status(problem.status()).type(MEDIA_TYPE).entity(body);
    if (body.retryAfterSeconds() != null) {
      answer.header(HttpHeaders.RETRY_AFTER, body.retryAfterSeconds());
    }
    if (problem.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"coffer\"");
    }
    return answer;
  }

  /** The path as it was sent, percent-encoded, unless it is long enough to be an attack. */
  private String instance() {
    String path = uri.getRequestUri().getRawPath();
    return path != null && path.length() <= MAX_INSTANCE_LENGTH ? path : null;
  }
}
