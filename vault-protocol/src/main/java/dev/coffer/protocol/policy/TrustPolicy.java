package dev.coffer.protocol.policy;

import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteWriter;

/**
 * Which runs of one repository may read which environments of one vault. A value: setting a policy
 * again under its id replaces it whole.
 *
 * @param origin where the run must come from
 * @param conditions what else it must be
 * @param release what it gets
 */
public record TrustPolicy(
    PolicyId id, VaultId vault, Origin origin, Conditions conditions, Release release) {
  private static final String TITLE = "coffer/1 trust policy";

  /** Appends the policy's lines to the text of the event that sets it. */
  public void write(NoteWriter note) {
    note.line("policy", id).line("vault", vault);
    origin.write(note);
    conditions.write(note);
    release.write(note);
  }

  /** Reads the lines that {@link #write} appended. */
  public static TrustPolicy read(NoteReader note) {
    return new TrustPolicy(
        new PolicyId(note.value("policy")),
        new VaultId(note.value("vault")),
        Origin.read(note),
        Conditions.read(note),
        Release.read(note));
  }

  /** The policy as a text of its own, for stores and exports. */
  public String text() {
    NoteWriter note = new NoteWriter(TITLE);
    write(note);
    return note.text();
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws dev.coffer.protocol.Malformed for anything else
   */
  public static TrustPolicy parse(String text) {
    NoteReader note = new NoteReader(text, TITLE);
    TrustPolicy policy = read(note);
    note.end();
    return policy;
  }
}
