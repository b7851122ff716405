package dev.coffer.protocol.policy;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.note.NoteReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** The small forms that a policy's text is made of. */
final class PolicyText {
  static final int MAX_LENGTH = 256;
  static final int MAX_ENTRIES = 50;

  private PolicyText() {}

  /** Refuses what cannot stand as one value of a signed line. */
  static String require(String what, String text) {
    if (text.isBlank() || text.length() > MAX_LENGTH || !text.strip().equals(text)) {
      throw new Malformed(
          what + " has 1 to " + MAX_LENGTH + " characters and no space at either end");
    }
    return text;
  }

  /** The entries in their one order. */
  static <T extends Comparable<T>> List<T> list(String what, Collection<T> entries) {
    SortedSet<T> sorted = new TreeSet<>(entries);
    if (sorted.size() < entries.size() || sorted.size() > MAX_ENTRIES) {
      throw new Malformed("a policy lists " + MAX_ENTRIES + " " + what + " at most, each once");
    }
    return List.copyOf(sorted);
  }

  static <T> List<T> read(NoteReader note, String word, Function<String, T> form) {
    List<T> entries = new ArrayList<>();
    while (note.at(word)) {
      entries.add(form.apply(note.value(word)));
    }
    return entries;
  }

  /** Reads a line that has one of two values; whether it is {@code yes}. */
  static boolean either(NoteReader note, String word, String yes, String no) {
    String value = note.value(word);
    if (!value.equals(yes) && !value.equals(no)) {
      throw new Malformed("'" + word + "' is '" + yes + "' or '" + no + "'");
    }
    return value.equals(yes);
  }
}
