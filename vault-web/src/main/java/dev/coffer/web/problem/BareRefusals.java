package dev.coffer.web.problem;

import dev.coffer.protocol.problem.Problem;
import dev.coffer.server.problem.SignInRefused;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;

/** Gives a body to what the application server refuses by itself: a bad bearer, a missing role. */
@Provider
public class BareRefusals implements ContainerResponseFilter {
  private static final String REALM = "Bearer realm=\"coffer\"";

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.hasEntity()) {
      return;
    }
    ProblemAnswers answers = new ProblemAnswers(request.getUriInfo());
    if (response.getStatus() == Status.UNAUTHORIZED.getStatusCode()) {
      fill(response, answers.of(SignInRefused.notSignedIn()).build());
      response.getHeaders().putSingle(HttpHeaders.WWW_AUTHENTICATE, REALM);
    } else if (response.getStatus() == Status.FORBIDDEN.getStatusCode()) {
      fill(response, answers.of(Problem.FORBIDDEN, "This needs an access token of a user").build());
    }
  }

  private static void fill(ContainerResponseContext response, Response problem) {
    response.setEntity(problem.getEntity(), null, MediaType.valueOf(ProblemAnswers.MEDIA_TYPE));
  }
}
