package dev.coffer.client.crypto.invitation;

import dev.coffer.client.crypto.SymmetricKey;
import dev.coffer.client.crypto.primitive.Hkdf;
import dev.coffer.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The secret of one invitation, 32 random bytes that are in its link and nowhere else. Whoever has
 * it can accept the invitation, once.
 */
public final class InvitationKey extends SymmetricKey {
  private static final byte[] SIGNING_LABEL = Hkdf.label("coffer/1 invitation signing key");

  private InvitationKey(byte[] content) {
    super(content);
  }

  public static InvitationKey generate(SecureRandom random) {
    return new InvitationKey(fresh(random));
  }

  /** The key with these 32 bytes, which are copied. */
  public static InvitationKey of(byte[] content) {
    return new InvitationKey(content);
  }

  /** The public half, Ed25519, 32 bytes (RFC 8032). */
  public Bytes publicKey() {
    byte[] seed = seed();
    byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    Arrays.fill(seed, (byte) 0);
    return Bytes.of(publicKey);
  }

  /** The 64-byte signature of {@code text} in UTF-8. */
  public Bytes sign(String text) {
    byte[] seed = seed();
    byte[] message = text.getBytes(StandardCharsets.UTF_8);
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
    Arrays.fill(seed, (byte) 0);
    return Bytes.of(signature);
  }

  private byte[] seed() {
    byte[] key = copy();
    try {
      return Hkdf.derive(key, Hkdf.NO_SALT, SIGNING_LABEL, LENGTH);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
