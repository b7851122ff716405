package dev.coffer.server.access;

import dev.coffer.protocol.KeyId;
import java.time.Instant;

/**
 * Everything about a caller that decides what it may do, read in one statement.
 *
 * @param device key id that the access token is bound to; null for none
 * @param status of that device; null for none
 * @param revokedAt null while the access token is not revoked
 */
public record Standing(
    String account,
    boolean administrator,
    Scope scope,
    KeyId device,
    DeviceStatus status,
    Instant expiresAt,
    Instant revokedAt) {

  /** Whether the access token counts at all, which the server decides anew for every request. */
  boolean isLive(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt) && status != DeviceStatus.REVOKED;
  }

  boolean isPending() {
    return status == DeviceStatus.PENDING;
  }
}
