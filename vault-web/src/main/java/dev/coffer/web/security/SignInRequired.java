package dev.coffer.web.security;

import dev.coffer.server.problem.SignInRefused;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses every request without a valid access token, unless its method says {@link PermitAll}, or
 * {@link ForWorkloads} and the token is a CI run's; a route is closed by being forgotten. Not by
 * {@code @RolesAllowed}: one application server answers that with an empty body, and another one
 * ignores it.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class SignInRequired implements ContainerRequestFilter {
  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    if (resource.getResourceMethod().isAnnotationPresent(PermitAll.class)) {
      return;
    }
    SecurityContext security = request.getSecurityContext();
    if (resource.getResourceMethod().isAnnotationPresent(ForWorkloads.class)) {
      Callers.run(security);
      require(security, Roles.WORKLOAD);
    } else {
      Callers.of(security);
      require(security, Roles.USER);
    }
  }

  private static void require(SecurityContext security, String role) {
    if (!security.isUserInRole(role)) {
      throw SignInRefused.notSignedIn();
    }
  }
}
