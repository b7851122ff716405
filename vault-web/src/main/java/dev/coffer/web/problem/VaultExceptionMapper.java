package dev.coffer.web.problem;

import dev.coffer.server.problem.VaultException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Tells a refusal. */
@Provider
public class VaultExceptionMapper implements ExceptionMapper<VaultException> {
  @Context private UriInfo uri;

  @Override
  public Response toResponse(VaultException refusal) {
    return new ProblemAnswers(uri).of(refusal).build();
  }
}
