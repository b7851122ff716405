package dev.coffer.web.escrow;

import dev.coffer.protocol.wire.workload.EscrowKeyList;
import dev.coffer.server.escrow.rotation.EscrowRotations;
import dev.coffer.web.retry.RetriesLostRaces;
import dev.coffer.web.security.Callers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The server's escrow key, for administrators. */
@Path("escrow")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
public class EscrowResource {
  @Context private SecurityContext security;
  @EJB private EscrowRotations rotations;

  @GET
  @RetriesLostRaces
  @Operation(summary = "The versions, each with how much is escrowed under it")
  public EscrowKeyList list() {
    return new EscrowKeyList(rotations.list(Callers.of(security)), null, null);
  }

  @POST
  @Path("rotate")
  @Operation(summary = "Make a new version, and seal everything to it")
  @APIResponseSchema(value = EscrowKeyList.class, responseCode = "200")
  @APIResponse(responseCode = "403", description = "forbidden")
  public EscrowKeyList rotate() {
    return new EscrowKeyList(rotations.rotate(Callers.of(security)), null, null);
  }

  @POST
  @Path("reseal")
  @Operation(summary = "Seal to the current version what an interrupted rotation left")
  @APIResponseSchema(value = EscrowKeyList.class, responseCode = "200")
  @APIResponse(responseCode = "403", description = "forbidden")
  public EscrowKeyList reseal() {
    return new EscrowKeyList(rotations.resume(Callers.of(security)), null, null);
  }
}
