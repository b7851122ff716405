package dev.coffer.server.sharing;

import dev.coffer.protocol.envelope.Recipient;
import java.util.List;
import java.util.Set;

/** Who has a wrapped key of one epoch of a vault. */
public record EpochKeys(Set<Recipient> recipients) {
  /** Of what has no epoch: a new vault, or one in format {@code lpm}. */
  public static final EpochKeys NONE = new EpochKeys(Set.of());

  public EpochKeys {
    recipients = Set.copyOf(recipients);
  }

  /** The recipients as {@link Recipient#text} writes them. */
  public List<String> recipientNames() {
    return recipients.stream().sorted().map(Recipient::text).toList();
  }
}
