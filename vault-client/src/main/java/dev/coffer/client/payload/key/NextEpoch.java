package dev.coffer.client.payload.key;

import dev.coffer.protocol.envelope.Recipient;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The epoch of a version to be made.
 *
 * @param fresh whether it starts with that version
 * @param sent for whom a key of it is wrapped with that version
 * @param holders all who then have one: what the version's manifest names
 */
public record NextEpoch(
    int number, boolean fresh, SortedSet<Recipient> sent, SortedSet<Recipient> holders) {
  public NextEpoch {
    sent = Collections.unmodifiableSortedSet(new TreeSet<>(sent));
    holders = Collections.unmodifiableSortedSet(new TreeSet<>(holders));
  }

  /** A new one, for exactly those who should have a key. */
  public static NextEpoch fresh(int number, Holders holders) {
    return new NextEpoch(number, true, holders.due(), holders.due());
  }

  /**
   * The one that there is, also for those who should have a key and lack one.
   *
   * @param shares whether this device may wrap for others
   */
  public static NextEpoch same(int number, Holders holders, boolean shares) {
    SortedSet<Recipient> sent = shares ? holders.lacking() : new TreeSet<>();
    return new NextEpoch(number, false, sent, holders.with(sent));
  }
}
