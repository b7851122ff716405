package dev.coffer.protocol.chain;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.note.NoteReader;

/**
 * One event of a chain, named so that no other chain has it.
 *
 * @param sequence 0 for the first event
 * @param digest of the event's text
 */
public record ChainPosition(long sequence, Digest digest) {

  public static ChainPosition parse(String sequence, String digest) {
    return new ChainPosition(NoteReader.number("chain", sequence, 0), Digest.parse(digest));
  }
}
