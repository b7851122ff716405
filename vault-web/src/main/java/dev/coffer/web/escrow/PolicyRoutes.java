package dev.coffer.web.escrow;

import dev.coffer.protocol.wire.workload.ChangePolicy;
import dev.coffer.protocol.wire.workload.PolicyList;
import dev.coffer.server.access.Tenant;
import dev.coffer.server.escrow.PolicyChange;
import dev.coffer.server.escrow.PolicyChanges;
import dev.coffer.web.parameter.Parameters;
import dev.coffer.web.security.Callers;
import jakarta.ejb.EJB;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * The routes that the trust policies of an account's and of an organisation's vaults have alike. A
 * subclass says whose they are.
 */
public abstract class PolicyRoutes {
  @Context private SecurityContext security;
  @EJB private PolicyChanges changes;

  /** Whose vaults these are. */
  abstract Tenant tenant();

  @GET
  @Operation(
      summary = "The vault's trust policies, sorted by id",
      description = "What the server knows beside the rules, which clients take from the chain")
  public PolicyList list(@PathParam("id") String id) {
    return changes.list(Callers.of(security), tenant(), Parameters.vaultId(id));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Append a signed event that sets or removes a policy, and escrow for it")
  @APIResponse(
      responseCode = "201",
      description = "The event's sequence",
      content = @Content(schema = @Schema(implementation = Map.class)))
  @APIResponse(
      responseCode = "409",
      description =
          "chain_event_refused, recipients_conflict or vault_format_conflict; nothing was stored")
  @APIResponse(responseCode = "413", description = "body_too_large")
  @APIResponse(responseCode = "422", description = "envelope_refused")
  public Response change(@PathParam("id") String id, ChangePolicy request) {
    ChangePolicy change = Parameters.required(request);
    long sequence =
        changes.change(
            Callers.of(security),
            tenant(),
            Parameters.vaultId(id),
            PolicyChange.parse(tenant(), change.event()),
            Optional.ofNullable(change.escrowedKeys()).orElse(List.of()));
    return Response.status(Response.Status.CREATED).entity(Map.of("sequence", sequence)).build();
  }
}
