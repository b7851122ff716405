package dev.coffer.web.security;

import dev.coffer.server.problem.SignInRefused;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses every request without a valid access token, unless its method says {@link PermitAll}; a
 * route is closed by being forgotten. Not by {@code @RolesAllowed}: one application server answers
 * that with an empty body, and another one ignores it.
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
    Callers.of(request.getSecurityContext());
    if (!request.getSecurityContext().isUserInRole(Roles.USER)) {
      throw SignInRefused.notSignedIn();
    }
  }
}
