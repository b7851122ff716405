package dev.coffer.protocol.chain;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteWriter;
import dev.coffer.protocol.note.VerificationKey;
import org.bouncycastle.math.ec.rfc7748.X25519Field;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The public halves of one device's identity. Immutable; computes what follows from them once. */
public final class DeviceKeys {
  public static final int KEY_LENGTH = 32;
  private static final int COFACTOR = 8;

  /** (486662 + 2) / 4, of the curve's equation (RFC 7748 §4.1), for doubling from (x − z)². */
  private static final int A24 = 121666;

  private final Bytes signing;
  private final Bytes agreement;

  /** Null before it is asked for; two threads that both compute it find the same. */
  private KeyId keyId;

  private volatile VerificationKey verificationKey;

  /**
   * Keys that are known to be good.
   *
   * @param signing Ed25519, 32 bytes (RFC 8032)
   * @param agreement X25519, 32 bytes (RFC 7748)
   */
  public DeviceKeys(Bytes signing, Bytes agreement) {
    this.signing = signing.requireLength(KEY_LENGTH);
    this.agreement = agreement.requireLength(KEY_LENGTH);
  }

  /**
   * Reads keys that came from outside.
   *
   * @throws Malformed when a text is not base64 of 32 bytes, the signing key is not a point of the
   *     prime-order group (one signature could fit many messages), or the agreement key has a low
   *     order (everybody could compute what it agrees on; RFC 7748 §6.1)
   */
  public static DeviceKeys ofBase64(String signing, String agreement) {
    DeviceKeys keys =
        new DeviceKeys(Bytes.ofBase64(signing, KEY_LENGTH), Bytes.ofBase64(agreement, KEY_LENGTH));
    if (!Ed25519.validatePublicKeyFull(keys.signing.toArray(), 0)
        || !contributes(keys.agreement.toArray())) {
      throw new Malformed("a device's public keys are points of full order");
    }
    return keys;
  }

  /** Ed25519, 32 bytes (RFC 8032). */
  public Bytes signing() {
    return signing;
  }

  /** X25519, 32 bytes (RFC 7748). */
  public Bytes agreement() {
    return agreement;
  }

  /**
   * Whether no clamped scalar, each a multiple of 8, makes nothing of the point, on the curve or
   * its twist: eight times it is not the neutral point (RFC 7748 §5, whose ladder doubles like
   * this).
   */
  private static boolean contributes(byte[] agreement) {
    int[] x = X25519Field.create();
    int[] z = X25519Field.create();
    X25519Field.decode255(agreement, x);
    X25519Field.one(z);
    int[] sum = X25519Field.create();
    int[] difference = X25519Field.create();
    for (int times = 1; times < COFACTOR; times *= 2) {
      X25519Field.apm(x, z, sum, difference);
      X25519Field.sqr(sum, sum);
      X25519Field.sqr(difference, difference);
      X25519Field.mul(sum, difference, x);
      X25519Field.sub(sum, difference, sum);
      X25519Field.mul(sum, A24, z);
      X25519Field.add(z, difference, z);
      X25519Field.mul(z, sum, z);
    }
    X25519Field.normalize(z);
    return !X25519Field.isZeroVar(z);
  }

  /** Adds the two lines of these keys. */
  public void write(NoteWriter note) {
    note.line("signing", signing.base64()).line("agreement", agreement.base64());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws Malformed as {@link #ofBase64}
   */
  public static DeviceKeys read(NoteReader note) {
    return ofBase64(note.value("signing"), note.value("agreement"));
  }

  /** The name under which everything refers to exactly these two keys. */
  public KeyId keyId() {
    KeyId known = keyId;
    if (known == null) {
      NoteWriter note = new NoteWriter("coffer/1 device keys");
      write(note);
      known = KeyId.of(Digest.of(note.text()));
      keyId = known;
    }
    return known;
  }

  /** The signing half under that name; the same instance each time, which knows its point. */
  public VerificationKey verificationKey() {
    VerificationKey known = verificationKey;
    if (known == null) {
      known = new VerificationKey(keyId(), signing);
      verificationKey = known;
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeviceKeys that
        && signing.equals(that.signing)
        && agreement.equals(that.agreement);
  }

  @Override
  public int hashCode() {
    return 31 * signing.hashCode() + agreement.hashCode();
  }

  @Override
  public String toString() {
    return "DeviceKeys[" + keyId() + "]";
  }
}
