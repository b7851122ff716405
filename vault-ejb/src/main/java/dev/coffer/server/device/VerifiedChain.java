package dev.coffer.server.device;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.note.SignedNote;
import java.util.List;

/**
 * An account's chain and the notes that it was verified from, every byte of them: texts and
 * signatures, each at its place. Immutable.
 *
 * @param notes a digest over all notes, in order; the notes themselves would take more room than
 *     what follows from them
 */
record VerifiedChain(DeviceChain chain, Digest notes) {
  static final VerifiedChain EMPTY = new VerifiedChain(DeviceChain.empty(), digest(List.of()));

  /** Whether {@code stored} begins with the very notes that this was verified from. */
  boolean begins(List<String> stored) {
    return chain.length() <= stored.size()
        && digest(stored.subList(0, chain.length())).equals(notes);
  }

  /**
   * The chain of {@code stored}, which this one {@link #begins}.
   *
   * @throws ChainRefused as a replay of all of them would, for the first that may not follow
   * @throws Malformed as a replay would, for what is not a note or not an event
   */
  VerifiedChain continuedBy(List<String> stored) {
    List<String> added = stored.subList(chain.length(), stored.size());
    return added.isEmpty()
        ? this
        : new VerifiedChain(
            chain.appendAll(added.stream().map(SignedNote::parse).toList()), with(notes, added));
  }

  /**
   * The chain with one more event.
   *
   * @throws ChainRefused when it may not follow
   * @throws Malformed when it is not an event
   */
  VerifiedChain append(SignedNote event) {
    return new VerifiedChain(chain.append(event), with(notes, List.of(event.format())));
  }

  /** The digest over {@code notes}. */
  static Digest digest(List<String> notes) {
    return with(Digest.of(""), notes);
  }

  /** A digest's text has one length, so no two lists of notes are hashed as the same bytes. */
  private static Digest with(Digest before, List<String> added) {
    Digest all = before;
    for (String note : added) {
      all = Digest.of(all.text() + note);
    }
    return all;
  }
}
