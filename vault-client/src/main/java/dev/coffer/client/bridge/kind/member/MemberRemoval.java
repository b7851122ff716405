package dev.coffer.client.bridge.kind.member;

import dev.coffer.client.bridge.desk.Intent.Done;
import dev.coffer.client.declaration.DeclaredMembers;
import java.util.List;
import java.util.OptionalInt;

/**
 * The end of one membership, or what is left to do of it.
 *
 * @param stands whether it was seen to be removed: then nothing ends the membership by which the
 *     account may have come back since
 */
record MemberRemoval(
    KeptInvitations kept,
    DeclaredMembers members,
    String organisation,
    String account,
    boolean stands) {

  /** What follows from it. */
  List<String> warnings() {
    return stands
        ? Leftover.warnings(members.unfinished(account))
        : List.of("every vault of the organisation gets a new key");
  }

  /** A name that was left would mean the member again who comes back by another invitation. */
  Done carryOut() {
    OptionalInt readable = stands ? members.finish(account) : members.remove(account);
    kept.forgetEndedOf(members, account);
    return new Done(toReplace(readable), readable);
  }

  private List<String> toReplace(OptionalInt readable) {
    String lists = "'coffer org remove " + account + " --org " + organisation + "' lists ";
    if (readable.isEmpty()) {
      return List.of(
          "what the removed member has read or could read cannot be found out now, and is to be"
              + " replaced where it is used: "
              + lists
              + "it, or says why it cannot");
    }
    return readable.getAsInt() == 0
        ? List.of()
        : List.of(
            "the removed member has read or could read "
                + readable.getAsInt()
                + " values, which are to be replaced where they are used: "
                + lists
                + "them");
  }
}
