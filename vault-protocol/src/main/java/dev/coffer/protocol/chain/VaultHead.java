package dev.coffer.protocol.chain;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest version of a vault that somebody has seen.
 *
 * @param version at least 1
 * @param manifest digest of that version's manifest
 */
public record VaultHead(VaultId vault, int version, Digest manifest) {
  public VaultHead {
    if (version < 1) {
      throw new Malformed("versions start at 1");
    }
  }

  /** Whether {@code other} is this head, or an older version of the same vault. */
  public boolean covers(VaultHead other) {
    return vault.equals(other.vault) && (other.version < version || other.equals(this));
  }

  /**
   * Returns {@code heads}.
   *
   * @throws Malformed unless they are sorted by vault id, no vault twice: two heads of one vault
   *     would let each reader choose
   */
  public static List<VaultHead> requireSorted(List<VaultHead> heads) {
    for (int i = 1; i < heads.size(); i++) {
      if (heads.get(i - 1).vault().value().compareTo(heads.get(i).vault().value()) >= 0) {
        throw new Malformed("an event lists each vault once, sorted");
      }
    }
    return List.copyOf(heads);
  }

  /** Adds one line for each of {@code heads}. */
  public static void write(NoteWriter note, List<VaultHead> heads) {
    heads.forEach(head -> note.line("head", head.vault, head.version, head.manifest));
  }

  /** Reads what {@link #write} wrote. */
  public static List<VaultHead> read(NoteReader note) {
    List<VaultHead> heads = new ArrayList<>();
    while (note.at("head")) {
      List<String> values = note.values("head", 3);
      heads.add(
          new VaultHead(
              new VaultId(values.get(0)),
              NoteReader.count("head", values.get(1)),
              Digest.parse(values.get(2))));
    }
    return heads;
  }
}
