package dev.coffer.server.password;

import dev.coffer.protocol.Malformed;

/** A password that somebody chooses: 10 to 256 characters, whatever they are. */
public record NewPassword(String value) {
  private static final int MIN_LENGTH = 10;

  /** More than anybody types, and little enough to hash. */
  public static final int MAX_LENGTH = 256;

  public NewPassword {
    if (value == null || value.length() < MIN_LENGTH || value.length() > MAX_LENGTH) {
      throw new Malformed("a new password has 10 to 256 characters");
    }
  }

  @Override
  public String toString() {
    return "NewPassword[]";
  }
}
