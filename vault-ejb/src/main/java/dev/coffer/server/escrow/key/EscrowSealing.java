package dev.coffer.server.escrow.key;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;

/**
 * HPKE in base mode (RFC 9180 §5.1.1) with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM,
 * one message to a context, no associated data. A sealed text is the encapsulated key (65 bytes),
 * then the ciphertext with its tag.
 */
final class EscrowSealing {
  private static final int TAG_BITS = 128;
  private static final byte[] NO_ASSOCIATED_DATA = {};

  private EscrowSealing() {}

  static Bytes seal(EscrowPublicKey recipient, byte[] info, byte[] plaintext) {
    HPKE suite =
        new HPKE(HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    HPKEContextWithEncapsulation sender =
        suite.setupBaseS(suite.deserializePublicKey(recipient.point().toArray()), info);
    try {
      byte[] ciphertext = sender.seal(NO_ASSOCIATED_DATA, plaintext);
      byte[] sealed =
          Arrays.copyOf(sender.getEncapsulation(), EscrowPublicKey.LENGTH + ciphertext.length);
      System.arraycopy(ciphertext, 0, sealed, EscrowPublicKey.LENGTH, ciphertext.length);
      return Bytes.of(sealed);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("sealing does not fail", e);
    }
  }

  /**
   * Opens what was sealed to {@code pair}; whoever gets it wipes it.
   *
   * @throws AEADBadTagException when key, info or any byte is another
   * @throws GeneralSecurityException when the key cannot be used, which is not the caller's fault
   */
  static byte[] open(EscrowPair pair, byte[] info, Bytes sealed) throws GeneralSecurityException {
    byte[] all = sealed.toArray();
    EscrowPublicKey encapsulated = encapsulated(sealed);
    byte[] agreed = pair.agree(encapsulated);
    byte[] shared = KeySchedule.sharedSecret(agreed, context(encapsulated, pair.publicKey()));
    KeySchedule.Opening opening = KeySchedule.AES_256_GCM.opening(shared, info);
    byte[] key = opening.key();
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, opening.nonce()));
      return cipher.doFinal(all, EscrowPublicKey.LENGTH, all.length - EscrowPublicKey.LENGTH);
    } finally {
      opening.wipe();
      Arrays.fill(key, (byte) 0);
      Arrays.fill(shared, (byte) 0);
      Arrays.fill(agreed, (byte) 0);
    }
  }

  /**
   * The encapsulated key that {@code sealed} begins with, found to be on the curve.
   *
   * @throws AEADBadTagException when there is none
   */
  private static EscrowPublicKey encapsulated(Bytes sealed) throws AEADBadTagException {
    try {
      return requireForm(sealed);
    } catch (Malformed e) {
      throw new AEADBadTagException();
    }
  }

  /**
   * Looks at what can be seen without the private key.
   *
   * @throws Malformed when {@code sealed} does not begin with a point on the curve
   */
  static EscrowPublicKey requireForm(Bytes sealed) {
    if (sealed.length() < EscrowPublicKey.LENGTH) {
      throw new Malformed("a sealed key begins with a point on P-256");
    }
    EscrowPublicKey encapsulated =
        new EscrowPublicKey(Bytes.of(Arrays.copyOf(sealed.toArray(), EscrowPublicKey.LENGTH)));
    P256.requireOnCurve(encapsulated);
    return encapsulated;
  }

  private static byte[] context(EscrowPublicKey encapsulated, EscrowPublicKey recipient) {
    byte[] both = Arrays.copyOf(encapsulated.point().toArray(), 2 * EscrowPublicKey.LENGTH);
    System.arraycopy(
        recipient.point().toArray(), 0, both, EscrowPublicKey.LENGTH, EscrowPublicKey.LENGTH);
    return both;
  }
}
