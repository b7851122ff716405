package dev.coffer.protocol.note;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A device's public signing key: 32 bytes, Ed25519 (RFC 8032 §5.1), under the device's key id. */
public record VerificationKey(KeyId name, Bytes key) {
  public static final int LENGTH = Ed25519.PUBLIC_KEY_SIZE;
  static final int HINT_LENGTH = 4;
  private static final byte SIGNATURE_TYPE_ED25519 = 1;

  public VerificationKey {
    key.requireLength(LENGTH);
  }

  /** Whether {@code signature} (64 bytes) is this key's signature of {@code message}. */
  public boolean verifies(byte[] message, Bytes signature) {
    return signature.length() == Ed25519.SIGNATURE_SIZE
        && Ed25519.verify(signature.toArray(), 0, key.toArray(), 0, message, 0, message.length);
  }

  /** The 4 bytes that name this key inside a signature line (C2SP signed-note, "key ID"). */
  Bytes hint() {
    byte[] name = (name().value() + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] input = Arrays.copyOf(name, name.length + 1 + LENGTH);
    input[name.length] = SIGNATURE_TYPE_ED25519;
    System.arraycopy(key.toArray(), 0, input, name.length + 1, LENGTH);
    return Bytes.of(Arrays.copyOf(Digest.of(input).value().toArray(), HINT_LENGTH));
  }
}
