package dev.coffer.protocol.wire.workload;

/**
 * {@code POST /api/vault/oidc}, without an access token: a CI run offers the token that its
 * platform gave it.
 *
 * @param oidcToken a JWT of the platform
 * @param env environment of the vault; null is {@code default}
 * @param policyId the policy to be judged by; absent where one vault has one that fits
 * @param owner id of the account or organisation whose vault is meant; absent where nobody else has
 *     a vault of that id
 */
public record ExchangeToken(
    String oidcToken, String vaultId, String env, String policyId, String owner) {

  /** Without an owner. */
  public ExchangeToken(String oidcToken, String vaultId, String env, String policyId) {
    this(oidcToken, vaultId, env, policyId, null);
  }
}
