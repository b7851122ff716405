package dev.coffer.web.compat.lpm;

import dev.coffer.protocol.wire.lpm.MemberWrap;
import dev.coffer.protocol.wire.lpm.PushShared;
import dev.coffer.protocol.wire.lpm.SharedVault;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushReceipt;
import dev.coffer.server.access.Tenant;
import dev.coffer.server.lpm.MemberKey;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.server.vault.Pulled;
import dev.coffer.server.vault.Push;
import dev.coffer.server.vault.VaultPushes;
import dev.coffer.server.vault.Vaults;
import dev.coffer.web.json.JsonDocument;
import dev.coffer.web.parameter.Parameters;
import dev.coffer.web.retry.RetriesLostRaces;
import dev.coffer.web.security.Callers;
import dev.coffer.web.signing.Signed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Vaults in format {@code lpm} of an organisation that allows them. */
@Path("orgs/{org}/vaults")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "lpm")
public class SharedVaultResource {
  @Context private SecurityContext security;
  @EJB private Vaults vaults;
  @EJB private VaultPushes pushes;

  @GET
  @Path("{id}")
  @Signed
  @Operation(summary = "The head of a vault in format lpm, and the caller's key to it; signed")
  @APIResponseSchema(value = SharedVault.class, responseCode = "200")
  @APIResponse(responseCode = "403", description = "lpm_not_allowed or role_not_enough")
  @APIResponse(responseCode = "409", description = "vault_format_not_announced")
  public SharedVault pull(@PathParam("org") String org, @PathParam("id") String id) {
    Pulled pulled =
        vaults.pullLpm(Callers.of(security), Tenant.organisation(org), Parameters.vaultId(id));
    PulledVault content = pulled.content();
    return new SharedVault(
        content.vaultId(),
        content.encryptedBlob(),
        content.wrappedKey(),
        content.version(),
        content.name(),
        pulled.schema().map(JsonDocument::object).orElse(null),
        content.updatedAt());
  }

  @POST
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Signed
  @Operation(summary = "Stores a vault's next version in format lpm, with every reader's key")
  @APIResponseSchema(value = PushReceipt.class, responseCode = "200")
  @APIResponse(responseCode = "403", description = "lpm_not_allowed or role_not_enough")
  @APIResponse(
      responseCode = "409",
      description =
          "recipients_conflict with the difference, vault_version_conflict,"
              + " vault_expected_version_required, or vault_format_conflict; nothing was stored")
  @APIResponse(responseCode = "413", description = "body_too_large")
  public PushReceipt push(
      @PathParam("org") String org, @PathParam("id") String id, PushShared request) {
    return pushes
        .push(
            Callers.of(security),
            Tenant.organisation(org),
            Parameters.vaultId(id),
            push(Parameters.required(request)))
        .receipt();
  }

  private static Push push(PushShared wire) {
    if (wire.encryptedBlob() == null) {
      throw RequestMalformed.request("encryptedBlob is missing");
    }
    List<MemberWrap> keys = Optional.ofNullable(wire.wrappedKeys()).orElse(List.of());
    return Push.shared(
        wire.encryptedBlob(),
        wire.expectedVersion() == null
            ? OptionalInt.empty()
            : OptionalInt.of(wire.expectedVersion()),
        Optional.ofNullable(wire.name()),
        Optional.ofNullable(wire.schema()).map(JsonDocument::text),
        keys.stream().map(MemberKey::of).toList());
  }
}
