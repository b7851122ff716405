package dev.coffer.protocol.envelope;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.note.NoteWriter;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who can open one epoch of a vault: who should, and how a manifest names them, by one digest. */
public final class Recipients {
  private Recipients() {}

  /** The digest of {@code recipients}, whatever their order. */
  public static Digest digest(Collection<Recipient> recipients) {
    NoteWriter note = new NoteWriter("coffer/1 recipients");
    new TreeSet<>(recipients).forEach(recipient -> note.line("recipient", recipient.text()));
    return Digest.of(note.text());
  }

  /**
   * Exactly those to whom a new epoch of a vault is wrapped: each device that may have the vault
   * key, and for each other device the environments among {@code present} whose keys it may have.
   */
  public static SortedSet<Recipient> due(Roster roster, Collection<EnvironmentName> present) {
    SortedSet<Recipient> due = new TreeSet<>();
    for (ChainDevice device : roster.approved()) {
      KeyId id = device.keys().keyId();
      Reach reach = roster.reach(id);
      if (reach.vault()) {
        due.add(Recipient.ofVault(id));
      }
      reach
          .readable(present)
          .forEach(environment -> due.add(new Recipient(id, KeyScope.of(environment))));
    }
    return due;
  }

  /** Whether {@code recipient} may have the key that it names; an outgrown one does no harm. */
  public static boolean permits(Roster roster, Recipient recipient) {
    Reach reach = roster.reach(recipient.device());
    return recipient.scope().environment().map(reach::reads).orElse(reach.vault());
  }
}
