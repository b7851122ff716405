package dev.coffer.protocol.chain;

import dev.coffer.protocol.Malformed;

/** What a person calls a device: 1 to 64 characters, no control characters, trimmed. */
public record DeviceName(String value) {
  private static final int MAX_LENGTH = 64;

  public DeviceName {
    if (value == null
        || value.isEmpty()
        || value.length() > MAX_LENGTH
        || !value.strip().equals(value)
        || value.codePoints().anyMatch(Character::isISOControl)) {
      throw new Malformed(
          "a device name has 1 to 64 characters, no control characters and no space at its ends");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
