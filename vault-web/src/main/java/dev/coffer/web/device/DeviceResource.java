package dev.coffer.web.device;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.Pairing;
import dev.coffer.protocol.wire.device.AppendEvent;
import dev.coffer.protocol.wire.device.ChainPage;
import dev.coffer.protocol.wire.device.DeviceList;
import dev.coffer.protocol.wire.device.DeviceView;
import dev.coffer.protocol.wire.device.PairingChallenge;
import dev.coffer.protocol.wire.device.PairingReveal;
import dev.coffer.protocol.wire.device.RegisterDevice;
import dev.coffer.server.device.Challenge;
import dev.coffer.server.device.DeviceChains;
import dev.coffer.server.device.Devices;
import dev.coffer.server.device.ProposedEvent;
import dev.coffer.server.device.Registration;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.web.parameter.Parameters;
import dev.coffer.web.retry.RetriesLostRaces;
import dev.coffer.web.security.Callers;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The account's devices and the chain that vouches for them. */
@Path("devices")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Devices")
public class DeviceResource {
  private static final String PENDING = "pending";

  @Context private SecurityContext security;
  @EJB private Devices devices;
  @EJB private DeviceChains chains;

  @GET
  @Operation(summary = "The account's devices, oldest first")
  public DeviceList list() {
    return devices.list(Callers.of(security));
  }

  @POST
  @Operation(summary = "Register this session's device, or start its pairing anew")
  @APIResponse(
      responseCode = "201",
      description = "The device is pending",
      content = @Content(schema = @Schema(implementation = DeviceView.class)))
  @APIResponse(
      responseCode = "200",
      description = "The device was approved before; the session is bound to it",
      content = @Content(schema = @Schema(implementation = DeviceView.class)))
  @APIResponse(responseCode = "409", description = "The device was revoked")
  public Response register(RegisterDevice request) {
    DeviceView device =
        devices.register(Callers.of(security), Registration.of(Parameters.required(request)));
    return Response.status(
            device.status().equals(PENDING) ? Response.Status.CREATED : Response.Status.OK)
        .entity(device)
        .build();
  }

  @GET
  @Path("{keyId}")
  @Operation(summary = "One device of the account")
  public DeviceView find(@PathParam("keyId") String keyId) {
    return devices.find(Callers.of(security), keyId(keyId));
  }

  @PUT
  @Path("{keyId}/challenge")
  @Operation(summary = "Challenge a pending device, from an approved one")
  @APIResponse(responseCode = "200", description = "The device as it is now")
  @APIResponse(responseCode = "409", description = "The pairing is at another step")
  public DeviceView challenge(@PathParam("keyId") String keyId, PairingChallenge request) {
    return devices.challenge(
        Callers.of(security), keyId(keyId), Challenge.of(Parameters.required(request)));
  }

  @PUT
  @Path("{keyId}/reveal")
  @Operation(summary = "Answer the challenge, from the pending device itself")
  @APIResponse(responseCode = "200", description = "The device as it is now")
  @APIResponse(responseCode = "409", description = "The pairing is at another step")
  public DeviceView reveal(@PathParam("keyId") String keyId, PairingReveal request) {
    return devices.reveal(Callers.of(security), keyId(keyId), nonce(Parameters.required(request)));
  }

  @GET
  @Path("chain")
  @Operation(summary = "The account's events from a sequence on, at most 500")
  public ChainPage chain(@QueryParam("from") @DefaultValue("0") String from) {
    return chains.page(Callers.of(security), Parameters.sequence("from", from));
  }

  @POST
  @Path("chain")
  @Operation(summary = "Append a signed event, which approves or revokes the device it names")
  @APIResponse(
      responseCode = "201",
      description = "The event's sequence",
      content = @Content(schema = @Schema(implementation = Map.class)))
  @APIResponse(responseCode = "409", description = "The chain does not accept the event")
  public Response append(AppendEvent request) {
    long sequence =
        chains.append(
            Callers.of(security), ProposedEvent.parse(Parameters.required(request).event()));
    return Response.status(Response.Status.CREATED).entity(Map.of("sequence", sequence)).build();
  }

  private static Bytes nonce(PairingReveal request) {
    if (request.nonce() == null) {
      throw RequestMalformed.request("nonce is absent");
    }
    return Bytes.ofBase64(request.nonce(), Pairing.NONCE_LENGTH);
  }

  private static KeyId keyId(String text) {
    try {
      return new KeyId(text);
    } catch (Malformed e) {
      throw RequestMalformed.id(e.getMessage());
    }
  }
}
