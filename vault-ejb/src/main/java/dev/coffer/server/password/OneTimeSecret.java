package dev.coffer.server.password;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Makes the secrets with which an account signs in first: 125 random bits, easy to type. */
public final class OneTimeSecret {
  /** No letter that reads like another one, or like a digit. */
  private static final char[] LETTERS = "abcdefghijkmnpqrstuvwxyz23456789".toCharArray();

  private static final int GROUPS = 5;
  private static final int GROUP_LENGTH = 5;

  private OneTimeSecret() {}

  /** Such as {@code abcde-fghij-kmnpq-rstuv-wxyz2}. */
  public static String generate(SecureRandom random) {
    String[] groups = new String[GROUPS];
    Arrays.setAll(groups, group -> group(random));
    return Arrays.stream(groups).collect(Collectors.joining("-"));
  }

  private static String group(SecureRandom random) {
    char[] letters = new char[GROUP_LENGTH];
    for (int i = 0; i < GROUP_LENGTH; i++) {
      letters[i] = LETTERS[random.nextInt(LETTERS.length)];
    }
    return new String(letters);
  }
}
