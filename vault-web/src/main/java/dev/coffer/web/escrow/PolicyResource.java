package dev.coffer.web.escrow;

import dev.coffer.server.access.Tenant;
import dev.coffer.web.retry.RetriesLostRaces;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which CI runs may read the calling account's vaults. */
@Path("vaults/{id}/oidc/policies")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trust policies")
public class PolicyResource extends PolicyRoutes {
  @Override
  Tenant tenant() {
    return Tenant.OWN;
  }
}
