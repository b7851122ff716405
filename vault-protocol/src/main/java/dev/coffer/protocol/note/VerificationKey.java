package dev.coffer.protocol.note;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A device's public signing key: 32 bytes, Ed25519 (RFC 8032 §5.1), under the device's key id.
 * Immutable; decodes its point once, however many signatures it verifies.
 */
public final class VerificationKey {
  public static final int LENGTH = Ed25519.PUBLIC_KEY_SIZE;
  static final int HINT_LENGTH = 4;
  private static final byte SIGNATURE_TYPE_ED25519 = 1;

  private final KeyId name;
  private final Bytes key;

  /** Null before they are asked for; two threads that both compute them find the same. */
  private volatile Bytes hint;

  private volatile Ed25519.PublicPoint point;

  public VerificationKey(KeyId name, Bytes key) {
    this.name = name;
    this.key = key.requireLength(LENGTH);
  }

  public KeyId name() {
    return name;
  }

  public Bytes key() {
    return key;
  }

  /** Whether {@code signature} (64 bytes) is this key's signature of {@code message}. */
  public boolean verifies(byte[] message, Bytes signature) {
    if (signature.length() != Ed25519.SIGNATURE_SIZE) {
      return false;
    }
    Ed25519.PublicPoint decoded = point();
    return decoded != null
        && Ed25519.verify(signature.toArray(), 0, decoded, message, 0, message.length);
  }

  /** Whether these bytes are a point with which something can be signed. */
  boolean isPoint() {
    return point() != null;
  }

  /**
   * Null for 32 bytes that are no point, or one of low order: nothing is signed with such a key.
   */
  private Ed25519.PublicPoint point() {
    Ed25519.PublicPoint known = point;
    if (known == null) {
      known = Ed25519.validatePublicKeyPartialExport(key.toArray(), 0);
      point = known;
    }
    return known;
  }

  /** The 4 bytes that name this key inside a signature line (C2SP signed-note, "key ID"). */
  Bytes hint() {
    Bytes known = hint;
    if (known == null) {
      byte[] line = (name.value() + "\n").getBytes(StandardCharsets.UTF_8);
      byte[] input = Arrays.copyOf(line, line.length + 1 + LENGTH);
      input[line.length] = SIGNATURE_TYPE_ED25519;
      System.arraycopy(key.toArray(), 0, input, line.length + 1, LENGTH);
      known = Bytes.of(Arrays.copyOf(Digest.of(input).value().toArray(), HINT_LENGTH));
      hint = known;
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerificationKey that && name.equals(that.name) && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + key.hashCode();
  }

  @Override
  public String toString() {
    return "VerificationKey[" + name + "]";
  }
}
