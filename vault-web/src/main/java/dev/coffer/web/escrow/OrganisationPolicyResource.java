package dev.coffer.web.escrow;

import dev.coffer.server.access.Tenant;
import dev.coffer.web.retry.RetriesLostRaces;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which CI runs may read an organisation's vaults. */
@Path("orgs/{org}/vaults/{id}/oidc/policies")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trust policies of an organisation")
public class OrganisationPolicyResource extends PolicyRoutes {
  @PathParam("org")
  private String organisation;

  @Override
  Tenant tenant() {
    return Tenant.organisation(organisation);
  }
}
