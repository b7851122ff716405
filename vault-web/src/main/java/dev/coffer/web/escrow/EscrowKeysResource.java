package dev.coffer.web.escrow;

import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.protocol.wire.workload.EscrowKeyList;
import dev.coffer.protocol.wire.workload.EscrowKeyView;
import dev.coffer.server.escrow.key.EscrowVersions;
import dev.coffer.web.oidc.Issuers;
import dev.coffer.web.retry.RetriesLostRaces;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** To what keys of environments are escrowed, and which runs can come. */
@Path("vault/oidc/escrow-keys")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trust policies")
public class EscrowKeysResource {
  @EJB private EscrowVersions versions;
  @Inject private Issuers issuers;

  @GET
  @PermitAll
  @Operation(
      summary =
          "The public halves of the server's escrow key, the current version first, and whose CI"
              + " tokens are taken")
  public EscrowKeyList list() {
    List<EscrowPublicKey> all = versions.all();
    List<EscrowKeyView> views =
        all.stream()
            .map(
                key ->
                    new EscrowKeyView(
                        key.id().value(), key.point().base64(), key.equals(all.get(0)), null))
            .toList();
    return new EscrowKeyList(views, issuers.audiences(), issuers.list());
  }
}
