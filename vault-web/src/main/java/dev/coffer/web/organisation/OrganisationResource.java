package dev.coffer.web.organisation;

import static dev.coffer.web.parameter.Parameters.required;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.membership.InvitationCode;
import dev.coffer.protocol.wire.organisation.AppendMembership;
import dev.coffer.protocol.wire.organisation.InvitationReveal;
import dev.coffer.protocol.wire.organisation.InvitationView;
import dev.coffer.protocol.wire.organisation.MembershipPage;
import dev.coffer.protocol.wire.organisation.OrganisationList;
import dev.coffer.protocol.wire.organisation.OrganisationView;
import dev.coffer.protocol.wire.vault.AuditPage;
import dev.coffer.server.access.Caller;
import dev.coffer.server.access.Tenant;
import dev.coffer.server.organisation.Invitations;
import dev.coffer.server.organisation.OrganisationChains;
import dev.coffer.server.organisation.Organisations;
import dev.coffer.server.organisation.ProposedMembership;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.server.vault.Vaults;
import dev.coffer.web.parameter.Parameters;
import dev.coffer.web.retry.RetriesLostRaces;
import dev.coffer.web.security.Callers;
import dev.coffer.web.signing.Signed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Organisations, which an id or a name may stand for, and the chains that vouch for members. */
@Path("orgs")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Organisations")
public class OrganisationResource {
  @Context private SecurityContext security;
  @EJB private Organisations organisations;
  @EJB private OrganisationChains chains;
  @EJB private Invitations invitations;
  @EJB private Vaults vaults;

  @GET
  @Operation(summary = "The organisations that the caller belongs to, by name")
  public OrganisationList list() {
    return organisations.list(caller());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Begin an organisation with its first signed event")
  @APIResponse(
      responseCode = "201",
      description = "The organisation, of which the caller is the first owner",
      content = @Content(schema = @Schema(implementation = OrganisationView.class)))
  @APIResponse(responseCode = "409", description = "already_exists or chain_event_refused")
  public Response create(AppendMembership request) {
    OrganisationView view = organisations.create(caller(), event(request));
    return Response.status(Response.Status.CREATED).entity(view).build();
  }

  @GET
  @Path("{org}")
  @Operation(summary = "One organisation that the caller belongs to")
  public OrganisationView find(@PathParam("org") String org) {
    return organisations.find(caller(), Tenant.organisation(org));
  }

  @GET
  @Path("{org}/chain")
  @Signed
  @Operation(summary = "The organisation's events from a sequence on, at most 500; signed")
  public MembershipPage chain(
      @PathParam("org") String org,
      @QueryParam("from") @DefaultValue("0") String from,
      @QueryParam("invitation") String invitation) {
    return chains.page(
        caller(),
        Tenant.organisation(org),
        Parameters.sequence("from", from),
        Optional.ofNullable(invitation).map(OrganisationResource::invitationId));
  }

  @POST
  @Path("{org}/chain")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Append a signed event, and do what follows from it")
  @APIResponse(
      responseCode = "201",
      description = "The event's sequence",
      content = @Content(schema = @Schema(implementation = Map.class)))
  @APIResponse(responseCode = "409", description = "chain_event_refused; the chain is unchanged")
  public Response append(@PathParam("org") String org, AppendMembership request) {
    long sequence = chains.append(caller(), Tenant.organisation(org), event(request));
    return Response.status(Response.Status.CREATED).entity(Map.of("sequence", sequence)).build();
  }

  @GET
  @Path("{org}/invitations/{id}")
  @Operation(summary = "Where an invitation stands, for owners, admins and who accepted it")
  public InvitationView invitation(@PathParam("org") String org, @PathParam("id") String id) {
    return invitations.find(caller(), Tenant.organisation(org), invitationId(id));
  }

  @PUT
  @Path("{org}/invitations/{id}/reveal")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Open the nonce of an invitation that somebody has accepted")
  @APIResponse(responseCode = "200", description = "The invitation as it is now")
  @APIResponse(responseCode = "409", description = "pairing_out_of_order")
  public InvitationView reveal(
      @PathParam("org") String org, @PathParam("id") String id, InvitationReveal request) {
    String nonce = required(request).nonce();
    if (nonce == null) {
      throw RequestMalformed.request("nonce is absent");
    }
    return invitations.reveal(
        caller(),
        Tenant.organisation(org),
        invitationId(id),
        Bytes.ofBase64(nonce, InvitationCode.NONCE_LENGTH));
  }

  @GET
  @Path("{org}/audit")
  @Operation(summary = "Everything that happened in the organisation, newest first")
  public AuditPage audit(
      @PathParam("org") String org,
      @QueryParam("cursor") String cursor,
      @QueryParam("after") String after) {
    return vaults.audit(caller(), Tenant.organisation(org), Parameters.auditPlace(cursor, after));
  }

  private Caller caller() {
    return Callers.of(security);
  }

  private static ProposedMembership event(AppendMembership request) {
    return ProposedMembership.parse(required(request).event());
  }

  /** What has another form is nobody's: the answer is that of an invitation that is not there. */
  private static String invitationId(String text) {
    return text.matches("[0-9a-f]{32}") ? text : "";
  }
}
