package dev.coffer.client.bridge.kind.member;

import dev.coffer.client.bridge.desk.Intent.Done;
import dev.coffer.client.declaration.DeclaredMembers;
import java.util.List;
import java.util.OptionalInt;

/** The end of one membership, or what is left to do of it. */
record MemberRemoval(
    KeptInvitations kept, DeclaredMembers members, String organisation, String account) {

  /** What follows from it. */
  List<String> warnings() {
    return members.find(account).isPresent()
        ? List.of("every vault of the organisation gets a new key")
        : Leftover.warnings(members.unfinished(account));
  }

  /** A name that was left would mean the member again who comes back by another invitation. */
  Done carryOut() {
    int readable = members.remove(account);
    kept.forgetAllOf(members, account);
    return new Done(toReplace(readable), OptionalInt.of(readable));
  }

  private List<String> toReplace(int readable) {
    return readable == 0
        ? List.of()
        : List.of(
            "the removed member has read or could read "
                + readable
                + " values, which are to be replaced where they are used: 'coffer org remove "
                + account
                + " --org "
                + organisation
                + "' lists them");
  }
}
