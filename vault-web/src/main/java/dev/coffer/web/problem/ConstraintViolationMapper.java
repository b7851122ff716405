package dev.coffer.web.problem;

import dev.coffer.protocol.problem.Problem;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.stream.Collectors;

/** Tells which constraints a request breaks, by name and expectation, never by its values. */
@Provider
public class ConstraintViolationMapper implements ExceptionMapper<ConstraintViolationException> {
  @Inject private ProblemAnswers answers;

  @Override
  public Response toResponse(ConstraintViolationException violations) {
    String detail =
        violations.getConstraintViolations().stream()
            .map(ConstraintViolationMapper::expectation)
            .sorted()
            .collect(Collectors.joining("; "));
    return answers.of(Problem.MALFORMED_REQUEST, detail).build();
  }

  private static String expectation(ConstraintViolation<?> violation) {
    String path = violation.getPropertyPath().toString();
    return path.substring(path.lastIndexOf('.') + 1) + " " + violation.getMessage();
  }
}
