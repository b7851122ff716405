package dev.coffer.server.token;

import dev.coffer.protocol.Malformed;

/** What an access token is called in lists: 1 to 64 characters, no control characters. */
public record TokenName(String value) {
  private static final int MAX_LENGTH = 64;

  public TokenName {
    if (value == null
        || value.isBlank()
        || value.length() > MAX_LENGTH
        || value.codePoints().anyMatch(Character::isISOControl)) {
      throw new Malformed("a token's name has 1 to 64 characters and no control characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
