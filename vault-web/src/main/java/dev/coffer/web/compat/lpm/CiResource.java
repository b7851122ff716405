package dev.coffer.web.compat.lpm;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.lpm.LpmPolicy;
import dev.coffer.protocol.wire.lpm.LpmPolicyList;
import dev.coffer.protocol.wire.lpm.LpmPolicySet;
import dev.coffer.protocol.wire.lpm.LpmWrappingKey;
import dev.coffer.server.escrow.lpm.LpmPolicies;
import dev.coffer.server.escrow.lpm.LpmRules;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.web.parameter.Parameters;
import dev.coffer.web.retry.RetriesLostRaces;
import dev.coffer.web.security.Callers;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What {@code lpm} clients set for CI runs; only where the operator switched it on. */
@Path("vault/oidc")
@RequestScoped
@RetriesLostRaces
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "lpm")
public class CiResource {
  private static final int KEY_DIGITS = 64;

  @Context private SecurityContext security;
  @EJB private LpmPolicies policies;

  @POST
  @Path("policies")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Set a policy of a vault in format lpm, which no device signs")
  @APIResponseSchema(value = LpmPolicySet.class, responseCode = "200")
  @APIResponse(responseCode = "403", description = "forbidden: the server takes none")
  @APIResponse(responseCode = "409", description = "vault_format_conflict")
  public LpmPolicySet set(LpmPolicy request) {
    LpmPolicy sent = Parameters.required(request);
    TrustPolicy policy = LpmRules.policy(Parameters.vaultId(named(sent.vaultId())), sent);
    policies.set(Callers.of(security), policy);
    return new LpmPolicySet(true, LpmRules.uuid(policy.id()), sent.provider(), sent.subject());
  }

  @GET
  @Path("policies")
  @Operation(summary = "The policies that lpm clients set for a vault")
  @APIResponseSchema(value = LpmPolicyList.class, responseCode = "200")
  @APIResponse(responseCode = "403", description = "forbidden: the server takes none")
  public LpmPolicyList list(@QueryParam("vaultId") String vaultId) {
    return policies.list(Callers.of(security), Parameters.vaultId(named(vaultId)));
  }

  @DELETE
  @Path("policies/{id}")
  @Operation(summary = "Remove a policy; with the last one of its vault also the wrapping key")
  @APIResponse(responseCode = "200", description = "The policy does not stand any more")
  public Map<String, Boolean> remove(@PathParam("id") String id) {
    policies.remove(Callers.of(security), policyId(id));
    return Map.of("success", true);
  }

  @POST
  @Path("escrow")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Hand over the account's wrapping key; it opens all its vaults of format lpm")
  @APIResponse(responseCode = "200", description = "The key is kept, sealed to the escrow key")
  @APIResponse(responseCode = "403", description = "forbidden: the server takes none")
  @APIResponse(responseCode = "409", description = "vault_format_conflict")
  public Map<String, Boolean> escrow(LpmWrappingKey request) {
    LpmWrappingKey handed = Parameters.required(request);
    byte[] key = wrappingKey(handed.wrappingKeyHex());
    try {
      policies.escrow(Callers.of(security), Parameters.vaultId(named(handed.vaultId())), key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
    return Map.of("success", true);
  }

  @DELETE
  @Path("escrow")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Take the wrapping key back")
  @APIResponse(responseCode = "200", description = "The server does not have it any more")
  public Map<String, Boolean> unescrow(LpmWrappingKey request) {
    LpmWrappingKey handed = Parameters.required(request);
    policies.unescrow(Callers.of(security), Parameters.vaultId(named(handed.vaultId())));
    return Map.of("success", true);
  }

  private static String named(String vaultId) {
    if (vaultId == null) {
      throw RequestMalformed.request("vaultId is missing");
    }
    return vaultId;
  }

  private static PolicyId policyId(String text) {
    try {
      return new PolicyId(text.replace("-", ""));
    } catch (Malformed e) {
      throw RequestMalformed.id(e.getMessage());
    }
  }

  private static byte[] wrappingKey(String hex) {
    if (hex == null || hex.length() != KEY_DIGITS) {
      throw notAKey();
    }
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException e) {
      throw notAKey();
    }
  }

  private static RequestMalformed notAKey() {
    return RequestMalformed.request("wrappingKeyHex is not 64 hexadecimal digits");
  }
}
