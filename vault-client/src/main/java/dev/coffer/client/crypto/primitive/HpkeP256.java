package dev.coffer.client.crypto.primitive;

import dev.coffer.protocol.Malformed;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * HPKE in base mode (RFC 9180 §5.1.1) with DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-256-GCM,
 * one message to a context, no associated data: what a hardware token can open. A sealed text is
 * the encapsulated key (65 bytes, an uncompressed point), then the ciphertext with its tag.
 */
public final class HpkeP256 {
  private static final byte[] NO_ASSOCIATED_DATA = {};
  private static final int POINT_LENGTH = 65;
  private static final int UNCOMPRESSED = 4;
  private static final ECDomainParameters CURVE = curve();

  private HpkeP256() {}

  private static ECDomainParameters curve() {
    X9ECParameters p256 = SECNamedCurves.getByOID(SECObjectIdentifiers.secp256r1);
    return new ECDomainParameters(p256);
  }

  /**
   * Seals {@code plaintext} to the point {@code recipient} (65 bytes, SEC 1 §2.3.3).
   *
   * @throws Malformed when these bytes are no uncompressed point of the curve
   */
  public static byte[] seal(byte[] recipient, byte[] info, byte[] plaintext, SecureRandom random) {
    HPKEContextWithEncapsulation sender =
        suite().setupBaseS(publicKey(recipient), info, ephemeral(random));
    byte[] ciphertext;
    try {
      ciphertext = sender.seal(NO_ASSOCIATED_DATA, plaintext);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("sealing does not fail", e);
    }
    byte[] sealed = Arrays.copyOf(sender.getEncapsulation(), POINT_LENGTH + ciphertext.length);
    System.arraycopy(ciphertext, 0, sealed, POINT_LENGTH, ciphertext.length);
    return sealed;
  }

  /**
   * A point of another curve would give away bits of the sender's key (SP 800-56A rev. 3 §5.6.2.3);
   * on this one every point but the one at infinity has full order. The library's two constructors
   * look for both.
   */
  private static ECPublicKeyParameters publicKey(byte[] point) {
    try {
      if (point.length == POINT_LENGTH && point[0] == UNCOMPRESSED) {
        return new ECPublicKeyParameters(CURVE.getCurve().decodePoint(point), CURVE);
      }
    } catch (IllegalArgumentException e) {
      throw notAPoint();
    }
    throw notAPoint();
  }

  private static Malformed notAPoint() {
    return new Malformed("an escrow key is an uncompressed point on P-256");
  }

  /** A key for this one message; its private half ends here. */
  private static AsymmetricCipherKeyPair ephemeral(SecureRandom random) {
    BigInteger secret =
        BigIntegers.createRandomInRange(
            BigInteger.ONE, CURVE.getN().subtract(BigInteger.ONE), random);
    ECPoint point = CURVE.getG().multiply(secret).normalize();
    return new AsymmetricCipherKeyPair(
        new ECPublicKeyParameters(point, CURVE), new ECPrivateKeyParameters(secret, CURVE));
  }

  /** A new one each time: it holds state while it works. */
  private static HPKE suite() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }
}
