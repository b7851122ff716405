package dev.coffer.protocol.note;

import dev.coffer.protocol.Malformed;

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
    StringBuilder line = new StringBuilder(requireWord(word));
    for (Object value : values) {
      line.append(' ').append(requireWord(value.toString()));
    }
    appendLine(line);
    return this;
  }

  public String text() {
    return text.toString();
  }

  private void appendLine(CharSequence line) {
    text.append(line).append('\n');
  }

  private static String requireWord(String value) {
    if (value.isEmpty() || !value.strip().equals(value) || !Characters.arePlain(value)) {
      throw new Malformed("a value in a signed line is not empty and has no control characters");
    }
    return value;
  }
}
