package dev.coffer.web.escrow;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.escrow.SealedAnswerContext;
import dev.coffer.protocol.wire.workload.PulledEnvironment;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.server.release.EscrowRelease;
import dev.coffer.server.release.Released;
import dev.coffer.web.json.JsonDocument;
import dev.coffer.web.parameter.Parameters;
import dev.coffer.web.retry.RetriesLostRaces;
import dev.coffer.web.security.Callers;
import dev.coffer.web.security.ForWorkloads;
import dev.coffer.web.signing.Signed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a CI run pulls with the token that it got for its platform's. */
@Path("vaults/{id}/ci-pull")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "CI")
public class CiPullResource {
  @Context private SecurityContext security;
  @EJB private EscrowRelease releases;

  @GET
  @ForWorkloads
  @Signed
  @Operation(summary = "The one environment that the run's token is for; signed")
  @APIResponse(
      responseCode = "200",
      description = "Sealed to the key that sealTo names, or plain where the policy permits it",
      content = @Content(schema = @Schema(implementation = PulledEnvironment.class)))
  @APIResponse(
      responseCode = "403",
      description = "policy_not_found, policy_expired, env_not_allowed or escrow_missing")
  @APIResponse(responseCode = "429", description = "rate_limited: the policy's pulls of today")
  public Response pull(
      @PathParam("id") String id,
      @QueryParam("env") String environment,
      @QueryParam("sealTo") String sealTo) {
    Released released =
        releases.release(
            Callers.run(security),
            Parameters.vaultId(id),
            Optional.ofNullable(environment).map(EnvironmentName::new),
            Optional.ofNullable(sealTo).map(CiPullResource::recipient));
    return Response.ok(view(released)).header("Cache-Control", "no-store").build();
  }

  private static PulledEnvironment view(Released released) {
    return new PulledEnvironment(
        released.environment().value(),
        released.version(),
        released.variables().map(CiPullResource::variables).orElse(null),
        released.sealed().map(Bytes::base64).orElse(null));
  }

  private static Map<String, String> variables(String json) {
    Map<String, String> variables = new TreeMap<>();
    JsonDocument.object(json).forEach((name, value) -> variables.put(name, text(value)));
    return variables;
  }

  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalStateException("an environment's content is not an object of texts");
  }

  /** In its one form: base64url without padding and without spare bits. */
  private static Bytes recipient(String text) {
    try {
      byte[] key = Base64.getUrlDecoder().decode(text);
      if (key.length == SealedAnswerContext.RECIPIENT_LENGTH
          && Base64.getUrlEncoder().withoutPadding().encodeToString(key).equals(text)) {
        return Bytes.of(key);
      }
    } catch (IllegalArgumentException e) {
      throw malformed();
    }
    throw malformed();
  }

  private static RequestMalformed malformed() {
    return RequestMalformed.request("sealTo is not 32 bytes in base64url without padding");
  }
}
