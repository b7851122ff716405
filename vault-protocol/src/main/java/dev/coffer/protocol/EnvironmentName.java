package dev.coffer.protocol;

import java.util.regex.Pattern;

/** Names one environment of a vault: 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}, no ".." . */
public record EnvironmentName(String value) implements Comparable<EnvironmentName> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Made after the form that it is checked with. */
  public static final EnvironmentName DEFAULT = new EnvironmentName("default");

  public EnvironmentName {
    if (value == null || value.contains("..") || !FORM.matcher(value).matches()) {
      throw new Malformed(
          "an environment name has 1 to 64 characters of A-Z a-z 0-9 . _ - and no '..'");
    }
  }

  /** Orders by the bytes of the name, the order in which a manifest lists environments. */
  @Override
  public int compareTo(EnvironmentName other) {
    return value.compareTo(other.value);
  }

  /** Written out: what a record has by itself is made at run time, at every start of a command. */
  @Override
  public boolean equals(Object other) {
    return other instanceof EnvironmentName that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
