package dev.coffer.client.declaration;

import dev.coffer.protocol.membership.Invitation;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.membership.Membership;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

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
    CONFIRMED,
    /** They were removed, and are not back. */
    REMOVED
  }

  /**
   * The one by the invitation with this id, or by that by which the member of this name came; empty
   * once it was withdrawn or expired, or the member is gone.
   */
  public static Optional<Admission> find(Membership now, String idOrMember, Instant time) {
    return now.invitation(idOrMember)
        .or(() -> invitationOf(now, idOrMember, Member::isActive))
        .flatMap(found -> of(now, found, time));
  }

  /**
   * The one by which somebody came who was removed and is not back, found as {@link #find} does:
   * also while they wait to be confirmed by another one.
   */
  public static Optional<Admission> ended(Membership now, String idOrMember) {
    return now.invitation(idOrMember)
        .or(() -> invitationOf(now, idOrMember, Admission::isRemoved))
        .filter(found -> found.status() == Invitation.Status.CONFIRMED)
        .filter(found -> joiner(now, found).filter(Admission::isRemoved).isPresent())
        .map(found -> of(found, Progress.REMOVED));
  }

  /** Whether a membership of {@code member} has ended and none has begun since. */
  public static boolean isRemoved(Member member) {
    return member.isGone();
  }

  private static Optional<Invitation> invitationOf(
      Membership now, String member, Predicate<Member> as) {
    return now.invitations().stream()
        .filter(invitation -> invitation.status() == Invitation.Status.CONFIRMED)
        .filter(
            invitation ->
                invitation
                    .joiner()
                    .flatMap(now::member)
                    .filter(one -> one.name().equals(member))
                    .filter(as)
                    .isPresent())
        .filter(invitation -> isNewest(now, invitation))
        .reduce((older, newer) -> newer);
  }

  /**
   * The member that is one by this invitation; empty for who has come back by a later one, which
   * makes an invitation of the past of this.
   */
  private static Optional<Member> joiner(Membership now, Invitation invitation) {
    return invitation.joiner().flatMap(now::member).filter(member -> isNewest(now, invitation));
  }

  private static boolean isNewest(Membership now, Invitation invitation) {
    return now.invitations().stream()
        .filter(other -> other.joiner().equals(invitation.joiner()))
        .filter(other -> other.status() == Invitation.Status.CONFIRMED)
        .filter(other -> !other.id().equals(invitation.id()))
        .noneMatch(other -> joined(now, other) > joined(now, invitation));
  }

  private static long joined(Membership now, Invitation invitation) {
    return now.sequence(invitation.joinedEvent().orElseThrow()).orElseThrow();
  }

  private static Admission of(Invitation found, Progress step) {
    Rights offered = new Rights(found.invited().role(), found.invited().access());
    return new Admission(found.id(), step, offered, found.joiner());
  }

  private static Optional<Admission> of(Membership now, Invitation found, Instant time) {
    return progress(now, found, time).map(step -> of(found, step));
  }

  private static Optional<Progress> progress(Membership now, Invitation found, Instant time) {
    return switch (found.status()) {
      case OPEN ->
          Optional.of(Progress.INVITED).filter(step -> found.invited().expires().isAfter(time));
      case JOINED -> Optional.of(Progress.JOINED);
      case CONFIRMED ->
          joiner(now, found).filter(Member::isActive).map(member -> Progress.CONFIRMED);
      case WITHDRAWN -> Optional.empty();
    };
  }
}
