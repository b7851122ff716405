package dev.coffer.web.compat.lpm;

import dev.coffer.protocol.wire.account.CreateToken;
import dev.coffer.protocol.wire.account.IssuedToken;
import dev.coffer.server.access.Scope;
import dev.coffer.server.account.Accounts;
import dev.coffer.server.account.Identity;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.server.token.TokenOrder;
import dev.coffer.server.token.Tokens;
import dev.coffer.web.retry.RetriesLostRaces;
import dev.coffer.web.security.Callers;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The routes by which {@code lpm} learns who it is, renews its token and gives it back. */
@Path("registry")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "lpm")
public class RegistryResource {
  @Context private SecurityContext security;
  @EJB private Accounts accounts;
  @EJB private Tokens tokens;

  @GET
  @Path("-/whoami")
  @Operation(summary = "The caller, as lpm shows it")
  public Map<String, Object> whoami() {
    Identity identity = accounts.identify(Callers.of(security));
    return Map.of(
        "username", identity.account(),
        "profile_username", identity.account(),
        "mfa_enabled", false,
        "organizations", List.of(),
        "available_scopes", scopes(identity.scope()),
        "plan_tier", identity.plan().text(),
        "has_pool_access", false);
  }

  @GET
  @Path("cli/check")
  @Operation(summary = "Whether the bearer is valid, and for what")
  public Map<String, Object> check() {
    Identity identity = accounts.identify(Callers.of(security));
    return Map.of("valid", true, "scopes", scopes(identity.scope()), "user", identity.account());
  }

  @GET
  @Path("health")
  @PermitAll
  @Operation(summary = "Whether the server answers at all")
  public Map<String, String> health() {
    return Map.of("status", "ok");
  }

  @POST
  @Path("-/token/rotate")
  @Operation(summary = "Replace the bearer by a new one with the same reach")
  public IssuedToken rotate() {
    return tokens.rotate(Callers.of(security));
  }

  @POST
  @Path("-/token/create")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Issue an access token for a script")
  public IssuedToken create(CreateToken request) {
    if (request == null) {
      throw RequestMalformed.request("The body is empty");
    }
    return tokens.create(Callers.of(security), TokenOrder.of(request));
  }

  @POST
  @Path("tokens/revoke")
  @Operation(summary = "Sign out: the bearer is worth nothing from now on")
  public Map<String, String> revoke() {
    tokens.signOut(Callers.of(security));
    return Map.of("status", "revoked");
  }

  private static List<String> scopes(Scope scope) {
    return scope == Scope.FULL ? List.of(Scope.READ.text(), scope.text()) : List.of(scope.text());
  }
}
