package dev.coffer.protocol.envelope;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import java.nio.ByteBuffer;

/**
 * One environment's variables as stored: salt (32 bytes), commitment (32), nonce (12), then the
 * AES-256-GCM ciphertext with its 16-byte tag.
 */
public record SealedSection(Bytes salt, Bytes commitment, Bytes nonce, Bytes ciphertext) {
  public static final int SALT_LENGTH = 32;
  public static final int COMMITMENT_LENGTH = 32;
  public static final int NONCE_LENGTH = 12;
  public static final int TAG_LENGTH = 16;
  private static final int HEADER_LENGTH = SALT_LENGTH + COMMITMENT_LENGTH + NONCE_LENGTH;

  public SealedSection {
    salt.requireLength(SALT_LENGTH);
    commitment.requireLength(COMMITMENT_LENGTH);
    nonce.requireLength(NONCE_LENGTH);
    if (ciphertext.length() < TAG_LENGTH) {
      throw new Malformed("a sealed section is longer than its header and tag");
    }
  }

  public static SealedSection parse(Bytes content) {
    if (content.length() < HEADER_LENGTH + TAG_LENGTH) {
      throw new Malformed("a sealed section is longer than its header and tag");
    }
    ByteBuffer buffer = ByteBuffer.wrap(content.toArray());
    return new SealedSection(
        take(buffer, SALT_LENGTH),
        take(buffer, COMMITMENT_LENGTH),
        take(buffer, NONCE_LENGTH),
        take(buffer, buffer.remaining()));
  }

  public Bytes bytes() {
    return Bytes.of(
        ByteBuffer.allocate(HEADER_LENGTH + ciphertext.length())
            .put(salt.toArray())
            .put(commitment.toArray())
            .put(nonce.toArray())
            .put(ciphertext.toArray())
            .array());
  }

  public Digest digest() {
    return Digest.of(bytes().toArray());
  }

  private static Bytes take(ByteBuffer buffer, int length) {
    byte[] part = new byte[length];
    buffer.get(part);
    return Bytes.of(part);
  }
}
