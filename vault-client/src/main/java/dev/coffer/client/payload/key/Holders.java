package dev.coffer.client.payload.key;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.envelope.Recipients;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who should have a key of an epoch, and who has one. Only the roster says who should; whoever is
 * said to have one gets none for that.
 *
 * @param due exactly those who should
 * @param stored those who have one, as far as the server can be believed
 */
public record Holders(SortedSet<Recipient> due, SortedSet<Recipient> stored) {
  public Holders {
    due = Collections.unmodifiableSortedSet(new TreeSet<>(due));
    stored = Collections.unmodifiableSortedSet(new TreeSet<>(stored));
  }

  /**
   * The holders of a vault with the environments {@code present}.
   *
   * @param stored as a server lists them; null for nobody
   * @throws dev.coffer.client.ClientException.Tampered when that is no list of recipients
   */
  public static Holders of(
      Roster roster, Collection<EnvironmentName> present, List<String> stored) {
    return new Holders(Recipients.due(roster, present), parse(stored));
  }

  /** The same who should, with others who have one. */
  public Holders storing(List<String> others) {
    return new Holders(due, parse(others));
  }

  /** Those of {@code stored}, in the form in which they are kept. */
  public static List<String> texts(Collection<Recipient> recipients) {
    return recipients.stream().map(Recipient::text).toList();
  }

  /** Reads a list of recipients; null is an empty one. */
  public static SortedSet<Recipient> parse(List<String> texts) {
    SortedSet<Recipient> recipients = new TreeSet<>();
    try {
      (texts == null ? List.<String>of() : texts)
          .forEach(text -> recipients.add(Recipient.parse(text == null ? "" : text)));
    } catch (Malformed e) {
      throw VaultKeys.refused("the server's list of recipients is not whole: " + e.getMessage());
    }
    return recipients;
  }

  /** Those who should have a key and have none. */
  public SortedSet<Recipient> lacking() {
    SortedSet<Recipient> lacking = new TreeSet<>(due);
    lacking.removeAll(stored);
    return lacking;
  }

  /** Whether somebody has a key who may no longer: only a new epoch takes it away. */
  public boolean outgrown(Roster roster) {
    return stored.stream().anyMatch(recipient -> !Recipients.permits(roster, recipient));
  }

  /** All who have a key once {@code sent} have got one. */
  public SortedSet<Recipient> with(Collection<Recipient> sent) {
    SortedSet<Recipient> all = new TreeSet<>(stored);
    all.addAll(sent);
    return all;
  }
}
