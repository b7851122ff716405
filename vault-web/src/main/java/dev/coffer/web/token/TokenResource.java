package dev.coffer.web.token;

import dev.coffer.protocol.wire.account.CreateToken;
import dev.coffer.protocol.wire.account.IssuedToken;
import dev.coffer.protocol.wire.account.TokenList;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.server.token.TokenOrder;
import dev.coffer.server.token.Tokens;
import dev.coffer.web.retry.RetriesLostRaces;
import dev.coffer.web.security.Callers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's access tokens. */
@Path("tokens")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access tokens")
public class TokenResource {
  @Context private SecurityContext security;
  @EJB private Tokens tokens;

  @GET
  @Operation(summary = "The account's access tokens that are valid now, newest first")
  public TokenList list() {
    return tokens.list(Callers.of(security));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Issue an access token for a script")
  @APIResponse(
      responseCode = "201",
      description = "The token, shown this once",
      content = @Content(schema = @Schema(implementation = IssuedToken.class)))
  public Response create(CreateToken request) {
    if (request == null) {
      throw RequestMalformed.request("The body is empty");
    }
    IssuedToken issued = tokens.create(Callers.of(security), TokenOrder.of(request));
    return Response.status(Response.Status.CREATED).entity(issued).build();
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Revoke an access token of the account")
  @APIResponse(responseCode = "200", description = "The token is worth nothing from now on")
  @APIResponse(responseCode = "404", description = "The account has no such token")
  public Map<String, String> revoke(@PathParam("id") String id) {
    tokens.revoke(Callers.of(security), tokenId(id));
    return Map.of("status", "revoked");
  }

  @POST
  @Path("rotate")
  @Operation(summary = "Replace the bearer by a new one with the same reach")
  public IssuedToken rotate() {
    return tokens.rotate(Callers.of(security));
  }

  private static UUID tokenId(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw RequestMalformed.id("a token id is a UUID");
    }
  }
}
