package dev.coffer.client.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value cut into plain text and what stands between <code>${</code> and <code>}</code>. <code>
 * $${</code> is the text <code>${</code>, and without a closing brace nothing is a reference.
 */
final class ValueText {
  private static final Pattern FORM =
      Pattern.compile("(?:(.+:[A-Za-z0-9._-]{1,64}):)?([A-Za-z0-9_.-]+)");

  private ValueText() {}

  /**
   * One part.
   *
   * @param text the plain text, or what stands between the braces
   */
  record Part(boolean reference, String text) {
    /** The reference, taken apart: group 1 is the layer's name or null, group 2 the key. */
    Matcher taken() {
      return FORM.matcher(text);
    }

    @Override
    public String toString() {
      return "Part[" + text.length() + " characters]";
    }
  }

  /** Whether {@code value} is anything but plain text. */
  static boolean isPlain(String value) {
    return !value.contains("${");
  }

  static List<Part> parts(String value) {
    List<Part> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int at = 0;
    while (at < value.length()) {
      int end = value.startsWith("${", at) ? value.indexOf('}', at) : -1;
      if (value.startsWith("$${", at)) {
        plain.append("${");
        at += 3;
      } else if (end >= 0) {
        parts.add(new Part(false, plain.toString()));
        parts.add(new Part(true, value.substring(at + 2, end)));
        plain.setLength(0);
        at = end + 1;
      } else {
        plain.append(value.charAt(at++));
      }
    }
    parts.add(new Part(false, plain.toString()));
    return parts;
  }
}
