package dev.coffer.web.vault;

import static dev.coffer.web.parameter.Parameters.vaultId;
import static jakarta.ws.rs.core.HttpHeaders.IF_NONE_MATCH;

import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.AuditPage;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushReceipt;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.VaultList;
import dev.coffer.protocol.wire.vault.VersionPage;
import dev.coffer.protocol.wire.vault.WrappedKeyList;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Tenant;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.server.vault.Heads;
import dev.coffer.server.vault.Pull;
import dev.coffer.server.vault.Pulled;
import dev.coffer.server.vault.Pushed;
import dev.coffer.server.vault.VaultKeys;
import dev.coffer.server.vault.VaultPushes;
import dev.coffer.server.vault.Vaults;
import dev.coffer.web.parameter.Parameters;
import dev.coffer.web.security.Callers;
import dev.coffer.web.signing.Signed;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/**
 * The routes that the vaults of an account and of an organisation have alike. A subclass says whose
 * they are.
 */
public abstract class VaultRoutes {
  @Context private SecurityContext security;
  @EJB private Vaults vaults;
  @EJB private VaultPushes pushes;
  @EJB private VaultKeys keys;
  @Inject private Heads heads;

  /** Whose vaults these are. */
  abstract Tenant tenant();

  Caller caller() {
    return Callers.of(security);
  }

  @GET
  @Operation(summary = "The vaults, newest change first")
  public VaultList list() {
    return vaults.list(caller(), tenant());
  }

  @GET
  @Path("{id}/sync")
  @Signed
  @Operation(summary = "One version of a vault: the head, or the one asked for")
  @APIResponse(
      responseCode = "200",
      description = "The envelope and the caller's key to it; signed",
      content = @Content(schema = @Schema(implementation = PulledVault.class)))
  @APIResponse(responseCode = "304", description = "Nothing changed since the tag that was sent")
  @APIResponse(responseCode = "409", description = "vault_format_not_announced")
  public Response pull(
      @PathParam("id") String id,
      @QueryParam("version") String version,
      @HeaderParam(PayloadFormat.ANNOUNCE_HEADER) String formats,
      @HeaderParam(IF_NONE_MATCH) String ifNoneMatch) {
    Pull pull =
        new Pull(
            Parameters.version("version", version),
            Parameters.announced(formats),
            Parameters.tags(ifNoneMatch));
    VaultId vault = vaultId(id);
    if (pull.isConditional()) {
      Optional<String> unchanged = heads.unchanged(caller(), tenant(), vault, pull);
      if (unchanged.isPresent()) {
        return Response.notModified(new EntityTag(unchanged.get())).build();
      }
    }
    Pulled pulled = vaults.pull(caller(), tenant(), vault, pull);
    return Response.ok(VaultViews.pulled(pulled)).tag(new EntityTag(pulled.tag())).build();
  }

  @POST
  @Path("{id}/sync")
  @Consumes(MediaType.APPLICATION_JSON)
  @Signed
  @Operation(summary = "Stores the vault's next version")
  @APIResponse(
      responseCode = "200",
      description = "The version that was stored; signed",
      content = @Content(schema = @Schema(implementation = PushReceipt.class)))
  @APIResponse(
      responseCode = "409",
      description =
          "vault_version_conflict, vault_expected_version_required, vault_format_conflict,"
              + " recipients_conflict, or rotation_due; nothing was stored")
  @APIResponse(responseCode = "413", description = "body_too_large")
  @APIResponse(responseCode = "422", description = "envelope_refused")
  public Response push(@PathParam("id") String id, PushVault push) {
    VaultId vault = vaultId(id);
    Pushed pushed = pushes.push(caller(), tenant(), vault, VaultViews.push(push));
    return Response.ok(pushed.receipt()).tag(new EntityTag(pushed.tag())).build();
  }

  @GET
  @Path("{id}/versions")
  @Operation(summary = "The history kept, newest first")
  public VersionPage versions(@PathParam("id") String id, @QueryParam("cursor") String cursor) {
    return vaults.versions(caller(), tenant(), vaultId(id), Parameters.version("cursor", cursor));
  }

  @GET
  @Path("{id}/keys")
  @Signed
  @Operation(summary = "Who can open the current epoch, and the caller's wrapped key")
  public WrappedKeyList keys(@PathParam("id") String id) {
    return keys.list(caller(), tenant(), vaultId(id));
  }

  @POST
  @Path("{id}/keys")
  @Consumes(MediaType.APPLICATION_JSON)
  @Signed
  @Operation(summary = "Stores wrapped keys of the current epoch for devices that have none")
  @APIResponseSchema(value = WrappedKeyList.class, responseCode = "200")
  @APIResponse(
      responseCode = "409",
      description = "recipients_conflict or vault_format_conflict; nothing was stored")
  @APIResponse(responseCode = "413", description = "body_too_large")
  @APIResponse(responseCode = "422", description = "envelope_refused")
  public WrappedKeyList addKeys(@PathParam("id") String id, AddWrappedKeys added) {
    VaultId vault = vaultId(id);
    if (added == null || added.wrappedKeys() == null) {
      throw RequestMalformed.request("wrappedKeys is missing");
    }
    return keys.add(caller(), tenant(), vault, added.wrappedKeys());
  }

  @GET
  @Path("{id}/audit")
  @Operation(summary = "What happened to the vault", description = AuditResource.ORDER)
  public AuditPage audit(
      @PathParam("id") String id,
      @Parameter(description = AuditResource.OLDER) @QueryParam("cursor") String cursor,
      @Parameter(description = AuditResource.NEWER) @QueryParam("after") String after) {
    return vaults.audit(caller(), tenant(), vaultId(id), Parameters.auditPlace(cursor, after));
  }
}
