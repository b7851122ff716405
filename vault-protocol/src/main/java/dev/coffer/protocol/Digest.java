package dev.coffer.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A SHA-256 digest (FIPS 180-4): 32 bytes, written as base64 with padding. */
public record Digest(Bytes value) {
  public static final int LENGTH = 32;

  public Digest {
    value.requireLength(LENGTH);
  }

  public static Digest of(byte[] content) {
    return new Digest(Bytes.of(sha256().digest(content)));
  }

  /** The digest of the UTF-8 bytes of {@code text}. */
  public static Digest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws Malformed when it is not base64 of 32 bytes
   */
  public static Digest parse(String text) {
    return new Digest(Bytes.ofBase64(text, LENGTH));
  }

  public String text() {
    return value.base64();
  }

  @Override
  public String toString() {
    return text();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
