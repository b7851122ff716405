package dev.coffer.web.problem;

import dev.coffer.server.problem.VaultException;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Tells a refusal. */
@Provider
public class VaultExceptionMapper implements ExceptionMapper<VaultException> {
  @Inject private ProblemAnswers answers;

  @Override
  public Response toResponse(VaultException refusal) {
    return answers.of(refusal).build();
  }
}
