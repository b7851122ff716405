package dev.coffer.protocol.chain;

import dev.coffer.protocol.Malformed;

/**
 * What a person calls a device: 1 to 64 characters, trimmed, and none that a terminal would obey
 * instead of show (control, format, line separators, half characters).
 */
public record DeviceName(String value) {
  private static final int MAX_LENGTH = 64;

  public DeviceName {
    if (value == null
        || value.isEmpty()
        || value.length() > MAX_LENGTH
        || !value.strip().equals(value)
        || hasInvisible(value)) {
      throw new Malformed("a device name has 1 to 64 visible characters and no space at its ends");
    }
  }

  private static boolean hasInvisible(String name) {
    int character;
    for (int i = 0; i < name.length(); i += Character.charCount(character)) {
      character = name.codePointAt(i);
      if (isInvisible(character)) {
        return true;
      }
    }
    return false;
  }

  /** Text that changes direction or hides letters would make one device look like another. */
  private static boolean isInvisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return value;
  }
}
