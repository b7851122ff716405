package dev.coffer.web.problem;

import dev.coffer.protocol.problem.Problem;
import dev.coffer.server.problem.SignInRefused;
import dev.coffer.server.problem.VaultException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status.Family;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Tells what Jakarta REST itself refuses: no such route, method or media type. */
@Provider
public class WebApplicationMapper implements ExceptionMapper<WebApplicationException> {
  @Context private UriInfo uri;

  @Override
  public Response toResponse(WebApplicationException failure) {
    if (failure.getCause() instanceof VaultException refusal) {
      return new ProblemAnswers(uri).of(refusal).build();
    }
    Response original = failure.getResponse();
    if (original.getStatusInfo().getFamily() == Family.SUCCESSFUL) {
      return original;
    }
    return switch (original.getStatus()) {
      case 400 -> told(Problem.MALFORMED_REQUEST, "The request cannot be understood");
      case 401 -> new ProblemAnswers(uri).of(SignInRefused.notSignedIn()).build();
      case 403 -> told(Problem.FORBIDDEN, "The access token does not permit this");
      case 404 -> told(Problem.NOT_FOUND, "There is no such route");
      case 405 -> methodNotAllowed(original);
      case 406 -> told(Problem.NOT_ACCEPTABLE, "The route answers application/json");
      case 413 -> told(Problem.BODY_TOO_LARGE, "The request body is too large");
      case 415 -> told(Problem.UNSUPPORTED_MEDIA_TYPE, "The route takes application/json");
      default -> UnexpectedMapper.answer(uri, failure);
    };
  }

  private Response told(Problem problem, String detail) {
    return new ProblemAnswers(uri).of(problem, detail).build();
  }

  private Response methodNotAllowed(Response original) {
    ResponseBuilder answer =
        new ProblemAnswers(uri)
            .of(Problem.METHOD_NOT_ALLOWED, "The route does not have this method");
    String allow = original.getHeaderString(HttpHeaders.ALLOW);
    return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
  }
}
