package dev.coffer.web.compat.lpm;

import dev.coffer.protocol.wire.lpm.MemberPublicKey;
import dev.coffer.server.access.Tenant;
import dev.coffer.server.lpm.SharingKeys;
import dev.coffer.web.retry.RetriesLostRaces;
import dev.coffer.web.security.Callers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whom an {@code lpm} client wraps an organisation's vault for. */
@Path("orgs/{org}/members/public-keys")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "lpm")
public class MemberKeysResource {
  @Context private SecurityContext security;
  @EJB private SharingKeys keys;

  @GET
  @Operation(
      summary = "The public keys of the members who may read whole vaults",
      description = "Members who are limited to environments, or not confirmed yet, are left out")
  @APIResponse(responseCode = "200", description = "By account; a bare array")
  @APIResponse(responseCode = "403", description = "lpm_not_allowed")
  public List<MemberPublicKey> all(@PathParam("org") String org) {
    return keys.ofMembers(Callers.of(security), Tenant.organisation(org));
  }
}
