package dev.coffer.protocol.chain;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.note.NoteReader;
import dev.coffer.protocol.note.NoteWriter;
import dev.coffer.protocol.note.VerificationKey;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The public halves of one device's identity. Immutable; computes its key id once. */
public final class DeviceKeys {
  public static final int KEY_LENGTH = 32;

  private final Bytes signing;
  private final Bytes agreement;

  /** Null before it is asked for; two threads that both compute it find the same. */
  private KeyId keyId;

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

  private static boolean contributes(byte[] agreement) {
    byte[] anyScalar = new byte[X25519.SCALAR_SIZE];
    return X25519.calculateAgreement(anyScalar, 0, agreement, 0, new byte[X25519.POINT_SIZE], 0);
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

  public VerificationKey verificationKey() {
    return new VerificationKey(keyId(), signing);
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
