package dev.coffer.protocol;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * An immutable byte string: copied on the way in and out, compared in constant time, printed as its
 * length only.
 */
public final class Bytes {
  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Copies {@code content}; later changes to the array do not show. */
  public static Bytes of(byte[] content) {
    return new Bytes(content.clone());
  }

  /** Decodes strict base64 (RFC 4648 §4, padded). */
  public static Bytes ofBase64(String text) {
    return new Bytes(Base64Text.decode(text));
  }

  /**
   * Decodes strict base64 of exactly {@code length} bytes.
   *
   * @throws Malformed when the text is not base64 or has another length
   */
  public static Bytes ofBase64(String text, int length) {
    return new Bytes(Base64Text.decode(text)).requireLength(length);
  }

  /**
   * Returns this value.
   *
   * @throws Malformed unless it is exactly {@code length} bytes long
   */
  public Bytes requireLength(int length) {
    if (content.length != length) {
      throw new Malformed("expected " + length + " bytes but found " + content.length);
    }
    return this;
  }

  /** A copy of the content. */
  public byte[] toArray() {
    return content.clone();
  }

  public int length() {
    return content.length;
  }

  /** Standard base64 with padding. */
  public String base64() {
    return Base64Text.encode(content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && MessageDigest.isEqual(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return "Bytes[" + content.length + "]";
  }
}
