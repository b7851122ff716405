package dev.coffer.server.release;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.escrow.SealedAnswerContext;
import dev.coffer.server.problem.RequestMalformed;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * HPKE in base mode (RFC 9180 §5.1.1) with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM,
 * one message to a context, no associated data: the encapsulated key (32 bytes), then the
 * ciphertext with its tag.
 */
final class AnswerSealing {
  private static final byte[] NO_ASSOCIATED_DATA = {};

  private AnswerSealing() {}

  /**
   * Seals an answer to the run's own key.
   *
   * @throws RequestMalformed when that key has a low order, so that everybody could open the result
   */
  static Bytes seal(SealedAnswerContext context, byte[] plaintext) {
    HPKEContextWithEncapsulation sender = sender(context);
    try {
      byte[] ciphertext = sender.seal(NO_ASSOCIATED_DATA, plaintext);
      byte[] encapsulation = sender.getEncapsulation();
      byte[] sealed = Arrays.copyOf(encapsulation, encapsulation.length + ciphertext.length);
      System.arraycopy(ciphertext, 0, sealed, encapsulation.length, ciphertext.length);
      return Bytes.of(sealed);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("sealing does not fail", e);
    }
  }

  private static HPKEContextWithEncapsulation sender(SealedAnswerContext context) {
    HPKE suite =
        new HPKE(
            HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    try {
      return suite.setupBaseS(
          new X25519PublicKeyParameters(context.recipient().toArray()), context.info());
    } catch (IllegalStateException e) {
      // Bouncy Castle's answer to an all-zero shared secret (RFC 7748 §6.1).
      throw RequestMalformed.request("sealTo is not a point of full order");
    }
  }
}
