package dev.coffer.protocol.wire.account;

import java.time.Instant;

/** An access token, shown this once. */
public record IssuedToken(String token, String tokenId, Instant expiresAt) {
  @Override
  public String toString() {
    return "IssuedToken[tokenId=" + tokenId + "]";
  }
}
