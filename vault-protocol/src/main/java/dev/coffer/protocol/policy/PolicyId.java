package dev.coffer.protocol.policy;

import dev.coffer.protocol.Malformed;
import java.util.regex.Pattern;

/** Names one trust policy for good: 32 lower-case hexadecimal digits that its author drew. */
public record PolicyId(String value) implements Comparable<PolicyId> {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
  private static final int SHORT = 8;

  public PolicyId {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new Malformed("a policy's id has 32 lower-case hexadecimal digits");
    }
  }

  /** The first 8 digits: enough for a person to tell policies apart, never enough to decide. */
  public String shortForm() {
    return value.substring(0, SHORT);
  }

  @Override
  public int compareTo(PolicyId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
