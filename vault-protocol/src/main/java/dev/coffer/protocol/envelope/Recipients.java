package dev.coffer.protocol.envelope;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.note.NoteWriter;
import java.util.Collection;
import java.util.TreeSet;

/** The devices that can unwrap one epoch's vault key, as a manifest names them: by one digest. */
public final class Recipients {
  private Recipients() {}

  /** The digest of {@code recipients}, whatever their order. */
  public static Digest digest(Collection<KeyId> recipients) {
    NoteWriter note = new NoteWriter("coffer/1 recipients");
    new TreeSet<>(recipients).forEach(recipient -> note.line("recipient", recipient));
    return Digest.of(note.text());
  }
}
