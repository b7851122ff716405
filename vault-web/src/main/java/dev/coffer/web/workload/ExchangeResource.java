package dev.coffer.web.workload;

import dev.coffer.protocol.wire.workload.ExchangeToken;
import dev.coffer.protocol.wire.workload.ExchangedToken;
import dev.coffer.server.workload.ExchangeOrder;
import dev.coffer.server.workload.Exchanges;
import dev.coffer.web.account.RequestOrigin;
import dev.coffer.web.oidc.TokenVerification;
import dev.coffer.web.parameter.Parameters;
import dev.coffer.web.retry.RetriesLostRaces;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** CI runs come in by the tokens of their platforms. */
@Path("vault/oidc")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "CI")
public class ExchangeResource {
  @Inject private RequestOrigin origin;
  @Inject private TokenVerification tokens;
  @EJB private Exchanges exchanges;

  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Exchange the token of a CI run for one that opens an environment of a vault",
      description = "Each token once. The checks stand in the order of docs/policies.md")
  @APIResponseSchema(value = ExchangedToken.class, responseCode = "200")
  @APIResponse(
      responseCode = "401",
      description =
          "token_invalid, token_expired, issuer_unknown, audience_not_allowed, token_replayed")
  @APIResponse(
      responseCode = "403",
      description =
          "policy_not_found, policy_ambiguous, policy_misconfigured, policy_expired,"
              + " identity_changed, missing_branch_claim, branch_not_allowed, ref_not_protected,"
              + " env_not_allowed, workflow_not_allowed, event_not_allowed, fork_not_allowed,"
              + " escrow_missing")
  @APIResponse(responseCode = "429", description = "rate_limited; see Retry-After")
  public ExchangedToken exchange(ExchangeToken request) {
    ExchangeToken asked = Parameters.required(request);
    return exchanges.exchange(
        ExchangeOrder.of(asked, origin.address()), () -> tokens.verified(asked.oidcToken()));
  }
}
