package dev.coffer.client.crypto.primitive;

import dev.coffer.protocol.Malformed;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * HPKE in base mode (RFC 9180 §5.1.1) with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM,
 * one message to a context, no associated data. A sealed text is the encapsulated key (32 bytes),
 * then the ciphertext with its tag.
 */
public final class Hpke {
  private static final int ENCAPSULATION_LENGTH = 32;
  private static final byte[] NO_ASSOCIATED_DATA = {};

  private Hpke() {}

  /**
   * Seals {@code plaintext} to the X25519 key {@code recipient} (32 bytes).
   *
   * @throws Malformed when that key has a low order, so that everybody could open the result
   */
  public static byte[] seal(byte[] recipient, byte[] info, byte[] plaintext, SecureRandom random) {
    HPKEContextWithEncapsulation sender =
        sender(recipient, info, new X25519PrivateKeyParameters(random));
    byte[] ciphertext;
    try {
      ciphertext = sender.seal(NO_ASSOCIATED_DATA, plaintext);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("sealing does not fail", e);
    }
    byte[] sealed =
        Arrays.copyOf(sender.getEncapsulation(), ENCAPSULATION_LENGTH + ciphertext.length);
    System.arraycopy(ciphertext, 0, sealed, ENCAPSULATION_LENGTH, ciphertext.length);
    return sealed;
  }

  /**
   * Opens what was sealed to the public half of {@code recipient}.
   *
   * @throws AEADBadTagException when key, info or any byte is another
   */
  public static byte[] open(X25519PrivateKeyParameters recipient, byte[] info, byte[] sealed)
      throws AEADBadTagException {
    if (sealed.length < ENCAPSULATION_LENGTH) {
      throw new AEADBadTagException();
    }
    var pair = new AsymmetricCipherKeyPair(recipient.generatePublicKey(), recipient);
    byte[] encapsulation = Arrays.copyOf(sealed, ENCAPSULATION_LENGTH);
    byte[] ciphertext = Arrays.copyOfRange(sealed, ENCAPSULATION_LENGTH, sealed.length);
    try {
      return suite().setupBaseR(encapsulation, pair, info).open(NO_ASSOCIATED_DATA, ciphertext);
    } catch (InvalidCipherTextException | IllegalStateException e) {
      // The second is Bouncy Castle's answer to an all-zero shared secret (RFC 7748 §6.1).
      throw new AEADBadTagException();
    }
  }

  private static HPKEContextWithEncapsulation sender(
      byte[] recipient, byte[] info, X25519PrivateKeyParameters ephemeral) {
    var pair = new AsymmetricCipherKeyPair(ephemeral.generatePublicKey(), ephemeral);
    try {
      return suite().setupBaseS(new X25519PublicKeyParameters(recipient), info, pair);
    } catch (IllegalStateException e) {
      throw new Malformed("a recipient's agreement key is a point of full order");
    }
  }

  /** A new one each time: it holds state while it works. */
  private static HPKE suite() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }
}
