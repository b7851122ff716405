package dev.coffer.client.organisation;

import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.note.SignedNote;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Signs the events that this device adds to organisations' chains. */
final class MembershipAuthor {
  private final DeviceIdentity identity;
  private final Clock clock;

  MembershipAuthor(DeviceIdentity identity, Clock clock) {
    this.identity = identity;
    this.clock = clock;
  }

  DeviceIdentity identity() {
    return identity;
  }

  /** {@code event} as the one that follows {@code membership}. */
  SignedNote sign(Membership membership, MembershipEvent event) {
    return SignedNote.sign(membership.next(event, identity.keyId(), now()).text(), identity);
  }

  /** The time that an event of now states. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** In the order in which an event lists them. */
  static List<VaultHead> sorted(Collection<VaultHead> heads) {
    return heads.stream().sorted(Comparator.comparing(head -> head.vault().value())).toList();
  }
}
