package dev.coffer.web.vault;

import dev.coffer.server.access.Tenant;
import dev.coffer.server.vault.Vaults;
import dev.coffer.web.parameter.Parameters;
import dev.coffer.web.retry.RetriesLostRaces;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The vaults of an organisation, which its id or its name may stand for. */
@Path("orgs/{org}/vaults")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Vaults of an organisation")
public class OrganisationVaultResource extends VaultRoutes {
  @PathParam("org")
  private String organisation;

  @EJB private Vaults shared;

  @Override
  Tenant tenant() {
    return Tenant.organisation(organisation);
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Unshare: deletes the vault here, with its history and everybody's keys")
  @APIResponse(responseCode = "200", description = "The organisation has no such vault any more")
  public Map<String, String> unshare(@PathParam("id") String id) {
    shared.unshare(caller(), tenant(), Parameters.vaultId(id));
    return Map.of("status", "unshared");
  }
}
