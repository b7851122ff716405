package dev.coffer.protocol.wire.account;

import java.time.Instant;

/**
 * A signed-in session.
 *
 * @param token the bearer
 * @param tokenId under which it can be revoked
 */
public record Session(
    String token, String tokenId, Instant expiresAt, String account, String accountId) {
  @Override
  public String toString() {
    return "Session[tokenId=" + tokenId + ", account=" + account + "]";
  }
}
