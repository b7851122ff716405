package dev.coffer.web.token;

import dev.coffer.server.token.SigningKeys;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The key by which everybody can verify the server's access tokens (RFC 7517). */
@Path(".well-known/jwks.json")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access tokens")
public class KeySetResource {
  @Inject private SigningKeys keys;

  @GET
  @PermitAll
  @Operation(summary = "The public signing key as a JWK set")
  public String jwks() {
    return keys.jwks();
  }
}
