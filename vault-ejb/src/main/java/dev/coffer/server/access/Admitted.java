package dev.coffer.server.access;

import dev.coffer.protocol.KeyId;
import java.util.Optional;
import java.util.UUID;

/**
 * A caller that {@link Access} let through, for one right and one transaction.
 *
 * @param account login name
 * @param device the approved, or for {@link Right#IDENTIFY} perhaps pending, device that the access
 *     token is bound to; empty for a script's
 * @param scope how far the access token reaches
 */
public record Admitted(
    UUID accountId, String account, UUID tokenId, Scope scope, Optional<KeyId> device) {}
