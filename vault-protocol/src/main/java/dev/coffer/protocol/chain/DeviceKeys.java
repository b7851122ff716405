package dev.coffer.protocol.chain;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.note.NoteWriter;
import dev.coffer.protocol.note.VerificationKey;

/**
 * The public halves of one device's identity.
 *
 * @param signing Ed25519, 32 bytes (RFC 8032)
 * @param agreement X25519, 32 bytes (RFC 7748)
 */
public record DeviceKeys(Bytes signing, Bytes agreement) {
  public static final int KEY_LENGTH = 32;

  public DeviceKeys {
    signing.requireLength(KEY_LENGTH);
    agreement.requireLength(KEY_LENGTH);
  }

  public static DeviceKeys ofBase64(String signing, String agreement) {
    return new DeviceKeys(
        Bytes.ofBase64(signing, KEY_LENGTH), Bytes.ofBase64(agreement, KEY_LENGTH));
  }

  /** The name under which everything refers to exactly these two keys. */
  public KeyId keyId() {
    return KeyId.of(
        Digest.of(
            new NoteWriter("coffer/1 device keys")
                .line("signing", signing.base64())
                .line("agreement", agreement.base64())
                .text()));
  }

  public VerificationKey verificationKey() {
    return new VerificationKey(keyId(), signing);
  }
}
