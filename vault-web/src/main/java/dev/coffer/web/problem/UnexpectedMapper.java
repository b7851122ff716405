package dev.coffer.web.problem;

import dev.coffer.protocol.problem.Problem;
import dev.coffer.server.problem.VaultException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells everything else: the database is away, or an incident whose cause only the log has. */
@Provider
public class UnexpectedMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = Logger.getLogger(UnexpectedMapper.class.getName());
  private static final int RETRY_SECONDS = 5;
  private static final int MAX_CAUSES = 20;

  @Context private UriInfo uri;

  @Override
  public Response toResponse(Throwable failure) {
    return answer(uri, failure);
  }

  static Response answer(UriInfo uri, Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      if (cause instanceof VaultException refusal) {
        return new ProblemAnswers(uri).of(refusal).build();
      }
      cause = cause.getCause();
    }
    if (DatabaseFailure.isUnavailable(failure)) {
      LOG.log(Level.WARNING, "The database does not answer");
      return new ProblemAnswers(uri)
          .of(Problem.DATABASE_UNAVAILABLE, "The database does not answer; try again later")
          .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
          .build();
    }
    String incident = UUID.randomUUID().toString();
    LOG.log(Level.SEVERE, failure, () -> "Incident " + incident);
    return new ProblemAnswers(uri).incident(incident).build();
  }
}
