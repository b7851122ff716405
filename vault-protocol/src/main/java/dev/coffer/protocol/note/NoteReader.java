package dev.coffer.protocol.note;

import dev.coffer.protocol.Malformed;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * Reads the text of a note line by line in the order it must have. Anything missing, doubled, out
 * of order or left over is {@link Malformed}, so that one meaning has one form.
 */
public final class NoteReader {
  private static final String WHAT = "signed text: ";
  private final List<String> lines;
  private int next;

  public NoteReader(String text, String title) {
    if (!text.endsWith("\n")) {
      throw new Malformed(WHAT + "the last line has no line feed");
    }
    lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
    if (!lines.get(0).equals(title)) {
      throw new Malformed(WHAT + "expected the title '" + title + "'");
    }
    next = 1;
  }

  /** Whether the next line starts with {@code word}. */
  public boolean at(String word) {
    return next < lines.size() && lines.get(next).startsWith(word + " ");
  }

  /** The rest of the next line, which must start with {@code word}. */
  public String value(String word) {
    if (!at(word)) {
      throw new Malformed(WHAT + "expected a line '" + word + " …' as line " + (next + 1));
    }
    return lines.get(next++).substring(word.length() + 1);
  }

  /** The values of the next line: exactly {@code count}, of which only the last may hold spaces. */
  public List<String> values(String word, int count) {
    String[] values = value(word).split(" ", count);
    if (values.length != count) {
      throw new Malformed(WHAT + "a line '" + word + " …' has " + count + " values");
    }
    return List.of(values);
  }

  /** The next line as a number that has one decimal form, at least {@code least}. */
  public long number(String word, long least) {
    return number(word, value(word), least);
  }

  /** Reads {@code digits}, the value of {@code word}, as {@link #number(String, long)} does. */
  public static long number(String word, String digits, long least) {
    long number;
    try {
      number = Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new Malformed(WHAT + "'" + word + "' is not a number");
    }
    if (number < least || !Long.toString(number).equals(digits)) {
      throw new Malformed(WHAT + "'" + word + "' is not a number of at least " + least);
    }
    return number;
  }

  /** The next line as a whole number from 1 to 2³¹−1. */
  public int count(String word) {
    return count(word, value(word));
  }

  /** Reads {@code digits}, the value of {@code word}, as {@link #count(String)} does. */
  public static int count(String word, String digits) {
    long number = number(word, digits, 1);
    if (number > Integer.MAX_VALUE) {
      throw new Malformed(WHAT + "'" + word + "' does not fit in 31 bits");
    }
    return (int) number;
  }

  /** The next line as a time in whole seconds, UTC, written as {@code 2026-01-31T23:59:59Z}. */
  public Instant time(String word) {
    String text = value(word);
    Instant time;
    try {
      time = Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new Malformed(WHAT + "a time is written as 2026-01-31T23:59:59Z");
    }
    if (!time.toString().equals(text)) {
      throw new Malformed(WHAT + "a time is written as 2026-01-31T23:59:59Z");
    }
    return time;
  }

  /**
   * Ends the reading.
   *
   * @throws Malformed when lines are left
   */
  public void end() {
    if (next != lines.size()) {
      throw new Malformed(WHAT + "unexpected line " + (next + 1));
    }
  }
}
