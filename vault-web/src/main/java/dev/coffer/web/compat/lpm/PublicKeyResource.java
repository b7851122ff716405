package dev.coffer.web.compat.lpm;

import dev.coffer.protocol.wire.lpm.OwnPublicKey;
import dev.coffer.protocol.wire.lpm.PublishPublicKey;
import dev.coffer.protocol.wire.lpm.PublishedKey;
import dev.coffer.server.lpm.SharingKey;
import dev.coffer.server.lpm.SharingKeys;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.web.parameter.Parameters;
import dev.coffer.web.retry.RetriesLostRaces;
import dev.coffer.web.security.Callers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The key to which other members wrap an {@code lpm} vault for the caller. */
@Path("users/me/public-key")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "lpm")
public class PublicKeyResource {
  @Context private SecurityContext security;
  @EJB private SharingKeys keys;

  @GET
  @Operation(summary = "The caller's own public key; null for none")
  @APIResponseSchema(value = OwnPublicKey.class, responseCode = "200")
  public OwnPublicKey own() {
    return keys.own(Callers.of(security));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Publish a public key; replacing another one takes a proof",
      description = "A replaced key takes the caller's wrapped keys with it, in every organisation")
  @APIResponseSchema(value = PublishedKey.class, responseCode = "200")
  @APIResponse(responseCode = "403", description = "step_up_required; the key is unchanged")
  public PublishedKey publish(
      @HeaderParam(StepUpResource.PROOF_HEADER) String proof, PublishPublicKey request) {
    String key = Parameters.required(request).publicKey();
    if (key == null) {
      throw RequestMalformed.request("publicKey is missing");
    }
    return keys.publish(Callers.of(security), SharingKey.parse(key), Optional.ofNullable(proof));
  }
}
