package dev.coffer.server.release;

import dev.coffer.protocol.envelope.SealedSection;
import dev.coffer.protocol.envelope.SectionContext;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** Opens one sealed section with its environment's key, as {@code docs/envelope.md} §4 has it. */
final class SectionOpening {
  private static final int KEY_LENGTH = 32;
  private static final int TAG_BITS = 128;

  private SectionOpening() {}

  /**
   * The plaintext; whoever gets it wipes it. The commitment is compared before anything is
   * decrypted: AES-GCM alone lets one ciphertext open to two texts under two keys.
   *
   * @throws AEADBadTagException when key, place or any byte is another
   */
  static byte[] open(byte[] environmentKey, SectionContext place, SealedSection section)
      throws AEADBadTagException {
    byte[] derived = derived(environmentKey, place, section);
    byte[] key = Arrays.copyOf(derived, KEY_LENGTH);
    byte[] commitment = Arrays.copyOfRange(derived, KEY_LENGTH, derived.length);
    try {
      if (!MessageDigest.isEqual(commitment, section.commitment().toArray())) {
        throw new AEADBadTagException();
      }
      return decrypted(key, place, section);
    } finally {
      Arrays.fill(derived, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] derived(
      byte[] environmentKey, SectionContext place, SealedSection section) {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(
        new HKDFParameters(environmentKey, section.salt().toArray(), place.contentKeyInfo()));
    byte[] derived = new byte[KEY_LENGTH + SealedSection.COMMITMENT_LENGTH];
    generator.generateBytes(derived, 0, derived.length);
    return derived;
  }

  private static byte[] decrypted(byte[] key, SectionContext place, SealedSection section)
      throws AEADBadTagException {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, section.nonce().toArray()));
      cipher.updateAAD(place.associatedData());
      return cipher.doFinal(section.ciphertext().toArray());
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform cannot open AES-256-GCM", e);
    }
  }
}
