package dev.coffer.web.problem;

import dev.coffer.protocol.problem.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.stream.Collectors;

/** Tells which constraints a request breaks, by name and expectation, never by its values. */
@Provider
public class ConstraintViolationMapper implements ExceptionMapper<ConstraintViolationException> {
  @Context private UriInfo uri;

  @Override
  public Response toResponse(ConstraintViolationException violations) {
    String detail =
        violations.getConstraintViolations().stream()
            .map(ConstraintViolationMapper::expectation)
            .sorted()
            .collect(Collectors.joining("; "));
    return new ProblemAnswers(uri).of(Problem.MALFORMED_REQUEST, detail).build();
  }

  private static String expectation(ConstraintViolation<?> violation) {
    String path = violation.getPropertyPath().toString();
    return path.substring(path.lastIndexOf('.') + 1) + " " + violation.getMessage();
  }
}
