package dev.coffer.protocol.wire.account;

import java.time.Instant;

/**
 * {@code GET /api/accounts/me}, and one account as an administrator sees it.
 *
 * @param administrator whether it may create accounts
 * @param plan {@code free}, {@code pro} or {@code org}
 * @param device key id of the device that the caller's session is bound to; absent otherwise
 */
public record AccountView(
    String accountId,
    String account,
    Boolean administrator,
    String plan,
    String device,
    Instant createdAt) {}
