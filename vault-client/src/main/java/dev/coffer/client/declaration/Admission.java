package dev.coffer.client.declaration;

import dev.coffer.protocol.membership.Invitation;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import java.time.Instant;
import java.util.Optional;

/**
 * How far somebody has come into an organisation by one invitation.
 *
 * @param invitation its id
 * @param offered what it gives
 * @param account who accepted it; empty before
 */
public record Admission(
    String invitation, Progress progress, Rights offered, Optional<String> account) {

  /** The steps, in this order. */
  public enum Progress {
    INVITED,
    /** They have accepted; two people have to compare codes. */
    JOINED,
    CONFIRMED
  }

  /**
   * The one by the invitation with this id, or by that by which the member of this name came; empty
   * once it was withdrawn or expired, or the member is gone.
   */
  public static Optional<Admission> find(Membership now, String idOrMember, Instant time) {
    return now.invitation(idOrMember)
        .or(() -> invitationOf(now, idOrMember))
        .flatMap(found -> of(now, found, time));
  }

  private static Optional<Invitation> invitationOf(Membership now, String member) {
    return now.invitations().stream()
        .filter(invitation -> invitation.status() == Invitation.Status.CONFIRMED)
        .filter(invitation -> joiner(now, invitation).filter(one -> is(one, member)).isPresent())
        .reduce((older, newer) -> newer);
  }

  private static boolean is(Member member, String name) {
    return member.name().equals(name);
  }

  /** The active member that came by it. */
  private static Optional<Member> joiner(Membership now, Invitation invitation) {
    return invitation.joiner().flatMap(now::member).filter(Member::isActive);
  }

  private static Optional<Admission> of(Membership now, Invitation found, Instant time) {
    Rights offered = new Rights(found.invited().role(), found.invited().access());
    return progress(now, found, time)
        .map(step -> new Admission(found.id(), step, offered, found.joiner()));
  }

  private static Optional<Progress> progress(Membership now, Invitation found, Instant time) {
    return switch (found.status()) {
      case OPEN ->
          Optional.of(Progress.INVITED).filter(step -> found.invited().expires().isAfter(time));
      case JOINED -> Optional.of(Progress.JOINED);
      case CONFIRMED -> joiner(now, found).map(member -> Progress.CONFIRMED);
      case WITHDRAWN -> Optional.empty();
    };
  }
}
