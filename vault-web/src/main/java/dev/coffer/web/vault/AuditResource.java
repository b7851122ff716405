package dev.coffer.web.vault;

import dev.coffer.protocol.wire.vault.AuditPage;
import dev.coffer.server.access.Tenant;
import dev.coffer.server.vault.Vaults;
import dev.coffer.web.parameter.Parameters;
import dev.coffer.web.retry.RetriesLostRaces;
import dev.coffer.web.security.Callers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The calling account's whole audit log. */
@Path("audit")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
public class AuditResource {
  static final String ORDER = "Newest first; oldest first with after";
  static final String OLDER = "A page's nextCursor: only records older than this one";
  static final String NEWER =
      "A sequence, or a page's nextCursor: only records newer than this one, oldest first; 0"
          + " begins with the first";

  @Context private SecurityContext security;
  @EJB private Vaults vaults;

  @GET
  @Operation(
      summary = "Everything that happened in the account, linked by hash",
      description = ORDER)
  public AuditPage audit(
      @Parameter(description = OLDER) @QueryParam("cursor") String cursor,
      @Parameter(description = NEWER) @QueryParam("after") String after) {
    return vaults.audit(Callers.of(security), Tenant.OWN, Parameters.auditPlace(cursor, after));
  }
}
