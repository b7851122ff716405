package dev.coffer.it.hostile;

import dev.coffer.protocol.membership.MembershipEvent.Joined;
import dev.coffer.protocol.membership.MembershipLink;
import dev.coffer.protocol.note.SignedNote;
import java.util.List;

/** Looks into a chain's newest event. */
final class MembershipLinks {
  private MembershipLinks() {}

  /** Whether the newest event is how {@code account} accepts an invitation. */
  static boolean isBy(List<String> events, String account) {
    String newest = SignedNote.parse(events.get(events.size() - 1)).text();
    return MembershipLink.parse(newest).event() instanceof Joined joined
        && joined.member().equals(account);
  }
}
