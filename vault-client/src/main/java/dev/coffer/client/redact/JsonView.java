package dev.coffer.client.redact;

import java.nio.charset.StandardCharsets;

/** Undoes the escapes of JSON strings (RFC 8259 §7), whichever characters a writer escapes. */
final class JsonView extends View {
  private static final String NAMES = "\"\\/bfnrt";
  private static final String MEANINGS = "\"\\/\b\f\n\r\t";
  private static final int UNIT = 6;

  JsonView(Automaton automaton, Finding finding) {
    super(automaton, finding);
  }

  @Override
  boolean begins(byte next) {
    return next == '\\';
  }

  @Override
  int decode(byte[] text, int length, byte[] into) {
    if (length == 1) {
      return INCOMPLETE;
    }
    if (text[1] == 'u') {
      return unicode(text, length, into);
    }
    int name = NAMES.indexOf(text[1]);
    if (name < 0) {
      return INVALID;
    }
    into[0] = (byte) MEANINGS.charAt(name);
    return 1;
  }

  private static int unicode(byte[] text, int length, byte[] into) {
    int first = unit(text, 0, length);
    if (first < 0) {
      return first == -1 ? INCOMPLETE : INVALID;
    }
    if (!Character.isHighSurrogate((char) first)) {
      return Character.isLowSurrogate((char) first)
          ? INVALID
          : bytes(Character.toString(first), into);
    }
    int second = unit(text, UNIT, length);
    if (second < 0) {
      return second == -1 ? INCOMPLETE : INVALID;
    }
    return Character.isLowSurrogate((char) second)
        ? bytes(new String(new char[] {(char) first, (char) second}), into)
        : INVALID;
  }

  /** The UTF-16 unit of an escape at {@code from}; -1 when more is needed, -2 when it is none. */
  private static int unit(byte[] text, int from, int length) {
    int value = 0;
    for (int i = 0; i < UNIT; i++) {
      if (from + i >= length) {
        return -1;
      }
      byte next = text[from + i];
      int digit = Character.digit(next, 16);
      if (i == 0 ? next != '\\' : i == 1 ? next != 'u' : digit < 0) {
        return -2;
      }
      value = i < 2 ? 0 : value << 4 | digit;
    }
    return value;
  }

  private static int bytes(String character, byte[] into) {
    byte[] bytes = character.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, into, 0, bytes.length);
    return bytes.length;
  }
}
