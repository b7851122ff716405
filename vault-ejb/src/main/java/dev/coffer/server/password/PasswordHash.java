package dev.coffer.server.password;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Malformed;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is stored of a password: Argon2id's result with the salt and cost it was made with (RFC 9106
 * §3.1), in one line.
 */
public record PasswordHash(PasswordCost cost, Bytes salt, Bytes hash) {
  private static final Pattern FORM =
      Pattern.compile("argon2id m=(\\d{1,9}) t=(\\d{1,4}) p=(\\d{1,3}) (\\S+) (\\S+)");

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws Malformed for anything else
   */
  public static PasswordHash parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new Malformed("not a stored password hash");
    }
    PasswordCost cost =
        new PasswordCost(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)));
    return new PasswordHash(cost, Bytes.ofBase64(parts.group(4)), Bytes.ofBase64(parts.group(5)));
  }

  public String text() {
    return String.format(
        Locale.ROOT,
        "argon2id m=%d t=%d p=%d %s %s",
        cost.memoryKib(),
        cost.iterations(),
        cost.parallelism(),
        salt.base64(),
        hash.base64());
  }

  @Override
  public String toString() {
    return "PasswordHash[" + cost + "]";
  }
}
