package dev.coffer.web.vault;

import dev.coffer.server.access.Tenant;
import dev.coffer.web.retry.RetriesLostRaces;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The vaults of the calling account. */
@Path("vaults")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Vaults")
public class VaultResource extends VaultRoutes {
  @Override
  Tenant tenant() {
    return Tenant.OWN;
  }
}
