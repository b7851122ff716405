package dev.coffer.web.vault;

import dev.coffer.server.access.Tenant;
import dev.coffer.web.retry.RetriesLostRaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The vaults of the calling account. One for all requests: what clients ask all day passes here.
 */
@Path("vaults")
@ApplicationScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Vaults")
public class VaultResource extends VaultRoutes {
  @Override
  Tenant tenant() {
    return Tenant.OWN;
  }
}
