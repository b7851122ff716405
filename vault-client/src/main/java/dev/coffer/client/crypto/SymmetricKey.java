package dev.coffer.client.crypto;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.security.auth.Destroyable;

/**
 * 32 secret bytes that can be wiped. Each role has its own final subtype, so that one cannot stand
 * for another; none is serialisable and none prints its content. Not safe for use while another
 * thread destroys it.
 */
public abstract class SymmetricKey implements Destroyable {
  public static final int LENGTH = 32;
  private final byte[] content;
  private boolean destroyed;

  /** Copies {@code content}. */
  protected SymmetricKey(byte[] content) {
    if (content.length != LENGTH) {
      throw new IllegalArgumentException("a key has " + LENGTH + " bytes, not " + content.length);
    }
    this.content = content.clone();
  }

  protected static byte[] fresh(SecureRandom random) {
    byte[] content = new byte[LENGTH];
    random.nextBytes(content);
    return content;
  }

  /**
   * A copy of the key for the one who may have it.
   *
   * @throws IllegalStateException when the key was destroyed
   */
  public final byte[] bytes(SecretAccess access) {
    if (access == null) {
      throw new IllegalArgumentException("a key's bytes are disclosed on purpose only");
    }
    return copy();
  }

  /** For what a key derives from itself: the caller wipes the copy. */
  protected final byte[] copy() {
    if (destroyed) {
      throw new IllegalStateException("the key was destroyed");
    }
    return content.clone();
  }

  @Override
  public final void destroy() {
    Arrays.fill(content, (byte) 0);
    destroyed = true;
  }

  @Override
  public final boolean isDestroyed() {
    return destroyed;
  }

  /** Equal when type and content are; constant time in the content. */
  @Override
  public final boolean equals(Object other) {
    return other instanceof SymmetricKey that
        && getClass() == that.getClass()
        && MessageDigest.isEqual(content, that.content);
  }

  /** The same for all keys of a type: a hash of the content would leak it into collections. */
  @Override
  public final int hashCode() {
    return getClass().hashCode();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[redacted]";
  }
}
