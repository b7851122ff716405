package dev.coffer.server.access;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.envelope.KeyScope;
import java.util.Optional;
import java.util.UUID;

/**
 * A caller that {@link Access} let through, for one right and one transaction.
 *
 * @param account login name
 * @param device the approved, or for {@link Right#IDENTIFY} perhaps pending, device that the access
 *     token is bound to; empty for a script's
 * @param scope how far the access token reaches
 * @param seat what the account is in the organisation that it acts in; empty for its own account
 */
public record Admitted(
    UUID accountId,
    String account,
    UUID tokenId,
    Scope scope,
    Optional<KeyId> device,
    Optional<Seat> seat) {

  /** The same caller, acting in an organisation that it has just entered or changed. */
  public Admitted in(Seat other) {
    return new Admitted(accountId, account, tokenId, scope, device, Optional.of(other));
  }

  /** Who has the vaults and the audit log: the organisation acted in, else the account. */
  public UUID owner() {
    return seat.map(Seat::organisation).orElse(accountId);
  }

  /** What the caller may do with the owner's vaults. */
  public Reach reach() {
    return seat.map(Seat::reach).orElse(Reach.ALL);
  }

  /** Whether the session's device may be given a key that opens {@code scope}. */
  public boolean opens(KeyScope scope) {
    return device.isPresent()
        && seat.map(Seat::device).orElse(true)
        && scope.environment().map(reach()::reads).orElse(reach().vault());
  }
}
