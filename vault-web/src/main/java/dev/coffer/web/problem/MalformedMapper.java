package dev.coffer.web.problem;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.problem.Problem;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Tells that a value in the request does not have its form; the message never repeats the value.
 */
@Provider
public class MalformedMapper implements ExceptionMapper<Malformed> {
  @Context private UriInfo uri;

  @Override
  public Response toResponse(Malformed malformed) {
    return new ProblemAnswers(uri).of(Problem.MALFORMED_REQUEST, malformed.getMessage()).build();
  }
}
