package dev.coffer.protocol;

import java.util.Base64;

/**
 * Standard base64 with padding in its one canonical form (RFC 4648 §4). A missing {@code =}, spare
 * bits that are not zero and line breaks are refused, since two texts for the same bytes would let
 * a signed value be rewritten.
 */
public final class Base64Text {
  private Base64Text() {}

  public static String encode(byte[] content) {
    return Base64.getEncoder().encodeToString(content);
  }

  /**
   * Decodes {@code text}.
   *
   * @throws Malformed when the text is not canonical base64
   */
  public static byte[] decode(String text) {
    byte[] content;
    try {
      content = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw notBase64(text);
    }
    if (!encode(content).equals(text)) {
      throw notBase64(text);
    }
    return content;
  }

  private static Malformed notBase64(String text) {
    return new Malformed("not strict base64 with padding (" + text.length() + " characters)");
  }
}
