package dev.coffer.terraform.declaration;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Who belongs to an organisation, and what they may do. */
public interface Members {

  /**
   * What a member may do.
   *
   * @param environments the only ones it extends to, each with whether they may be written; empty
   *     for all, also those to come
   */
  record Rights(String role, Optional<SortedMap<String, Boolean>> environments) {}

  /**
   * An account that belongs to the organisation.
   *
   * @param unfinished the vaults that still have a key to which it has lost the right
   */
  record Member(String account, String name, Rights rights, List<String> unfinished) {
    public Member {
      unfinished = List.copyOf(unfinished);
    }
  }

  /** How far somebody has come into an organisation. */
  enum Progress {
    INVITED,
    /** They have accepted; two people have to compare codes. */
    JOINED,
    CONFIRMED,
    /** The member was removed, and vaults still have a key that they know. */
    REMOVED
  }

  /**
   * An invitation.
   *
   * @param offered what it gives
   * @param account who accepted it; empty before
   * @param unfinished the vaults that still have a key that the removed member knows
   */
  record Invitation(
      String id,
      Progress progress,
      Rights offered,
      Optional<String> account,
      List<String> unfinished) {
    public Invitation {
      unfinished = List.copyOf(unfinished);
    }

    /** One that nobody has accepted yet. */
    public static Invitation open(String id, Rights offered) {
      return new Invitation(id, Progress.INVITED, offered, Optional.empty(), List.of());
    }
  }

  /**
   * An invitation that is about to be made.
   *
   * @param link whoever has it can accept; shown once
   */
  record Invited(Invitation invitation, String link) {
    /** Stands for the link of one that has a name and nothing else. */
    public static final String NO_LINK_YET = "";

    @Override
    public String toString() {
      return "Invited[" + invitation.id() + "]";
    }
  }

  /**
   * A removal.
   *
   * @param readable how many values the member has read or could read; empty when that could not be
   *     found out
   */
  record Removal(OptionalInt readable) {}

  /** The active member with this name or account id. */
  Optional<Member> find(String organisation, String nameOrAccount);

  /**
   * Gives an active member exactly {@code rights}; new keys where something was taken. Done again,
   * it does what is left of that.
   */
  Member grant(String organisation, String nameOrAccount, Rights rights);

  /**
   * Invites whoever has the link.
   *
   * @param beforehand takes the invitation before the server does, so that it is found again if
   *     this process ends in between; once more where its link is known only then; the invitation
   *     stands once this returns
   */
  Invitation invite(
      String organisation, Rights rights, Duration lifetime, Consumer<Invited> beforehand);

  /**
   * An invitation that can still be accepted, or was; empty once it was withdrawn or expired, or
   * its member was removed and all that follows is done.
   *
   * @param id of the invitation, or the name of the member who came by it
   */
  Optional<Invitation> invitation(String organisation, String id);

  /**
   * Makes an invitation void; nothing when it is void.
   *
   * @throws Declined with {@link Declined.Reason#CONFLICT} where somebody was confirmed by it: that
   *     membership is not ended
   */
  void withdraw(String organisation, String id);

  /** What ending an invitation is declined with where it has become a membership. */
  static Declined confirmedMeanwhile() {
    return new Declined(
        Declined.Reason.CONFLICT,
        "somebody was confirmed by this invitation meanwhile, and stays a member",
        "plan again: it shows the membership, and what ending it takes");
  }

  /**
   * What rights let somebody read.
   *
   * @param keys how many variables there are, by {@code VAULT/ENVIRONMENT}
   * @param unopened how many vaults more there are, which this device cannot open
   */
  record ReadableKeys(SortedMap<String, Integer> keys, int unopened) {
    public ReadableKeys {
      keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    }
  }

  /** What {@code rights} let somebody read now; empty where there is no such organisation. */
  Optional<ReadableKeys> readable(String organisation, Rights rights);

  /** Ends a membership, with new keys for every vault, or does what is left of that. */
  Removal remove(String organisation, String nameOrAccount);

  /**
   * Does what is left of a removal, and ends no membership: not even where the account has come
   * back since {@code ended} was seen.
   *
   * @param ended seen as {@link Progress#REMOVED}
   */
  Removal finish(String organisation, Invitation ended);
}
