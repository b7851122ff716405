package dev.coffer.protocol.membership;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import java.util.Optional;

/**
 * One invitation as the chain knows it.
 *
 * @param invited what it offers
 * @param inviter the device that signed it
 * @param status where it stands
 * @param joiner the account that accepted it; empty before
 * @param joinedEvent digest of the event that accepted it; empty before
 */
public record Invitation(
    MembershipEvent.Invited invited,
    KeyId inviter,
    Status status,
    Optional<String> joiner,
    Optional<Digest> joinedEvent) {

  /** Where an invitation stands. Only an open one can be accepted, and only by one account. */
  public enum Status {
    OPEN,
    JOINED,
    CONFIRMED,
    WITHDRAWN
  }

  public String id() {
    return invited.invitation();
  }

  Invitation joinedBy(String account, Digest event) {
    return new Invitation(
        invited, inviter, Status.JOINED, Optional.of(account), Optional.of(event));
  }

  Invitation at(Status later) {
    return new Invitation(invited, inviter, later, joiner, joinedEvent);
  }
}
