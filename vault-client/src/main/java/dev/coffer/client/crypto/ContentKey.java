package dev.coffer.client.crypto;

import dev.coffer.client.crypto.primitive.AesGcm;
import dev.coffer.client.crypto.primitive.Hkdf;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.envelope.SealedSection;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/**
 * Seals exactly one plaintext: derived from a longer-lived key and a fresh salt, together with a
 * commitment, because AES-GCM alone lets one ciphertext open to two texts under two keys.
 */
final class ContentKey extends SymmetricKey {
  private final byte[] salt;
  private final byte[] commitment;

  private ContentKey(byte[] salt, byte[] derived) {
    super(Arrays.copyOf(derived, LENGTH));
    this.salt = salt.clone();
    this.commitment = Arrays.copyOfRange(derived, LENGTH, derived.length);
    Arrays.fill(derived, (byte) 0);
  }

  static ContentKey derive(SymmetricKey parent, byte[] salt, byte[] info) {
    byte[] parentBytes = parent.copy();
    try {
      return new ContentKey(
          salt, Hkdf.derive(parentBytes, salt, info, LENGTH + SealedSection.COMMITMENT_LENGTH));
    } finally {
      Arrays.fill(parentBytes, (byte) 0);
    }
  }

  /** A content key under a new salt. */
  static ContentKey fresh(SymmetricKey parent, byte[] info, SecureRandom random) {
    byte[] salt = new byte[SealedSection.SALT_LENGTH];
    random.nextBytes(salt);
    return derive(parent, salt, info);
  }

  SealedSection seal(byte[] associated, byte[] plaintext, SecureRandom random) {
    byte[] nonce = new byte[SealedSection.NONCE_LENGTH];
    random.nextBytes(nonce);
    byte[] key = copy();
    try {
      return new SealedSection(
          Bytes.of(salt),
          Bytes.of(commitment),
          Bytes.of(nonce),
          Bytes.of(AesGcm.seal(key, nonce, associated, plaintext)));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** Opens {@code sealed}, whose commitment is compared before anything is decrypted. */
  byte[] open(byte[] associated, SealedSection sealed) {
    if (!MessageDigest.isEqual(commitment, sealed.commitment().toArray())) {
      throw new CannotOpen();
    }
    byte[] key = copy();
    try {
      return AesGcm.open(key, sealed.nonce().toArray(), associated, sealed.ciphertext().toArray());
    } catch (AEADBadTagException e) {
      throw new CannotOpen();
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
