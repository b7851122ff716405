package dev.coffer.protocol.wire.workload;

/**
 * {@code POST /api/vault/oidc}, without an access token: a CI run offers the token that its
 * platform gave it.
 *
 * @param oidcToken a JWT of the platform
 * @param env environment of the vault; null is {@code default}
 * @param policyId the policy to be judged by; absent where one vault has one that fits
 */
public record ExchangeToken(String oidcToken, String vaultId, String env, String policyId) {}
