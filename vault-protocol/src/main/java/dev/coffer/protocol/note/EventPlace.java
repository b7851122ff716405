package dev.coffer.protocol.note;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Where a signed event stands in its chain: the four lines that every event begins with.
 *
 * @param sequence 0 for the first event
 * @param previous digest of the event before; empty for the first one
 * @param time when the author made it, whole seconds, UTC
 * @param author the device that signs it
 */
public record EventPlace(long sequence, Optional<Digest> previous, Instant time, KeyId author) {
  private static final String NO_PREVIOUS = "none";

  public EventPlace {
    if (sequence < 0
        || (sequence == 0) != previous.isEmpty()
        || !time.truncatedTo(ChronoUnit.SECONDS).equals(time)) {
      throw new Malformed("every event but the first names the one before, in whole seconds");
    }
  }

  /** A text with {@code title} that begins with this place. */
  public NoteWriter begin(String title) {
    return new NoteWriter(title)
        .line("sequence", sequence)
        .line("previous", previous.map(Digest::text).orElse(NO_PREVIOUS))
        .line("time", time)
        .line("author", author);
  }

  /** The place that {@code note}, of which only the title was read, begins with. */
  public static EventPlace read(NoteReader note) {
    long sequence = note.number("sequence", 0);
    String previous = note.value("previous");
    return new EventPlace(
        sequence,
        previous.equals(NO_PREVIOUS) ? Optional.empty() : Optional.of(Digest.parse(previous)),
        note.time("time"),
        new KeyId(note.value("author")));
  }
}
