package dev.coffer.web.account;

import dev.coffer.protocol.wire.account.Session;
import dev.coffer.protocol.wire.account.SignIn;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.server.signin.SignInAttempt;
import dev.coffer.server.signin.SignIns;
import dev.coffer.server.token.Tokens;
import dev.coffer.web.retry.RetriesLostRaces;
import dev.coffer.web.security.Callers;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Signing in and out. */
@Path("sessions")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
public class SessionResource {
  @Context private SecurityContext security;
  @Inject private RequestOrigin origin;
  @EJB private SignIns signIns;
  @EJB private Tokens tokens;

  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Sign in with a password, or with a one-time secret and a new password")
  @APIResponse(responseCode = "200", description = "A session; the token is shown this once")
  @APIResponse(responseCode = "401", description = "sign_in_refused")
  @APIResponse(responseCode = "403", description = "The one-time secret needs a new password")
  @APIResponse(responseCode = "429", description = "Too many attempts; see Retry-After")
  public Session signIn(SignIn request) {
    if (request == null) {
      throw RequestMalformed.request("The body is empty");
    }
    return signIns.signIn(SignInAttempt.of(request, origin.address()));
  }

  @DELETE
  @Path("current")
  @Operation(summary = "Sign out: the bearer is worth nothing from now on")
  public Map<String, String> signOut() {
    tokens.signOut(Callers.of(security));
    return Map.of("status", "signed_out");
  }
}
