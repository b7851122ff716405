package dev.coffer.protocol.note;

import dev.coffer.protocol.Malformed;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the text of a note: a title line, then lines of a word and its values separated by one
 * space, each ended by one line feed.
 */
public final class NoteWriter {
  private final StringBuilder text = new StringBuilder();

  public NoteWriter(String title) {
    appendLine(title);
  }

  /**
   * Adds {@code word value value …}.
   *
   * @throws Malformed when a value is empty, starts or ends with a space, or holds a control
   *     character or half a surrogate pair: it could not be read back
   */
  public NoteWriter line(String word, Object... values) {
    appendLine(
        Stream.concat(Stream.of(word), Stream.of(values).map(Object::toString))
            .map(NoteWriter::requireWord)
            .collect(Collectors.joining(" ")));
    return this;
  }

  public String text() {
    return text.toString();
  }

  private void appendLine(String line) {
    text.append(line).append('\n');
  }

  /** Half a surrogate pair has no UTF-8 form: it would be hashed as a question mark. */
  private static boolean isUnfit(int character) {
    return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
  }

  private static String requireWord(String value) {
    if (value.isEmpty()
        || !value.strip().equals(value)
        || value.codePoints().anyMatch(NoteWriter::isUnfit)) {
      throw new Malformed("a value in a signed line is not empty and has no control characters");
    }
    return value;
  }
}
