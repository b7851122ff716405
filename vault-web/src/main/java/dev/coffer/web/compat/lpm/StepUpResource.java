package dev.coffer.web.compat.lpm;

import dev.coffer.protocol.wire.lpm.StepUp;
import dev.coffer.protocol.wire.lpm.StepUpMethod;
import dev.coffer.protocol.wire.lpm.StepUpProof;
import dev.coffer.server.access.Caller;
import dev.coffer.server.lpm.StepUpProofs;
import dev.coffer.server.lpm.StepUpScope;
import dev.coffer.server.lpm.StepUps;
import dev.coffer.server.password.NewPassword;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.web.parameter.Parameters;
import dev.coffer.web.retry.RetriesLostRaces;
import dev.coffer.web.security.Callers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A proof that the person at a session knows the account's password. */
@Path("auth/cli-step-up")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "lpm")
public class StepUpResource {
  static final String PROOF_HEADER = "X-LPM-Step-Up-Proof";
  private static final String PASSWORD = "password";

  @Context private SecurityContext security;
  @EJB private StepUps stepUps;

  @GET
  @Operation(summary = "How a proof is had, and which header carries it")
  @APIResponseSchema(value = StepUpMethod.class, responseCode = "200")
  public StepUpMethod method() {
    stepUps.admit(Callers.of(security));
    return new StepUpMethod(PASSWORD, (int) StepUpProofs.LIFETIME.toSeconds(), PROOF_HEADER);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "A proof, good once and for a few minutes")
  @APIResponseSchema(value = StepUpProof.class, responseCode = "200")
  @APIResponse(responseCode = "401", description = "sign_in_refused: the password is wrong")
  @APIResponse(responseCode = "429", description = "Too many attempts; see Retry-After")
  public StepUpProof prove(StepUp request) {
    Caller caller = Callers.of(security);
    StepUp asked = Parameters.required(request);
    if (!PASSWORD.equals(asked.method())) {
      throw RequestMalformed.request("method is not password");
    }
    if (asked.password() == null || asked.password().length() > NewPassword.MAX_LENGTH) {
      throw RequestMalformed.request("password is missing or has more than 256 characters");
    }
    StepUpScope scope = StepUpScope.of(asked.scope());
    return new StepUpProof(true, stepUps.prove(caller, scope, asked.password()));
  }
}
