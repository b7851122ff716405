package dev.coffer.client.account;

import java.time.Instant;

/**
 * The account that this profile belongs to, and its session.
 *
 * @param server the one address that the bearer is ever sent to
 * @param token the bearer; null when signed out
 */
public record SavedSession(
    String server,
    String account,
    String accountId,
    String token,
    String tokenId,
    Instant expiresAt) {

  SavedSession renewed(String newToken, String newTokenId, Instant newExpiry) {
    return new SavedSession(server, account, accountId, newToken, newTokenId, newExpiry);
  }

  @Override
  public String toString() {
    return "SavedSession[" + account + "]";
  }
}
