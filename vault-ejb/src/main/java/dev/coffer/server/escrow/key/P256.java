package dev.coffer.server.escrow.key;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Optional;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.util.BigIntegers;

/** Points of P-256 between their bytes (SEC 1 §2.3.3) and the platform's keys. */
final class P256 {
  static final String NAME = "secp256r1";
  private static final int COORDINATE = 32;
  private static final int UNCOMPRESSED = 4;
  private static final String ALGORITHM = "EC";

  private P256() {}

  /**
   * Does nothing for a point of the curve: agreeing on anything else would tell of the private key.
   *
   * @throws Malformed otherwise
   */
  static void requireOnCurve(EscrowPublicKey key) {
    try {
      CustomNamedCurves.getByName(NAME).getCurve().decodePoint(key.point().toArray());
    } catch (IllegalArgumentException e) {
      throw new Malformed("a key is not a point on P-256");
    }
  }

  /** The platform's form of {@code key}. */
  static PublicKey publicKey(EscrowPublicKey key) throws GeneralSecurityException {
    requireOnCurve(key);
    byte[] point = key.point().toArray();
    AlgorithmParameters parameters = AlgorithmParameters.getInstance(ALGORITHM);
    parameters.init(new ECGenParameterSpec(NAME));
    return KeyFactory.getInstance(ALGORITHM)
        .generatePublic(
            new ECPublicKeySpec(
                new ECPoint(
                    BigIntegers.fromUnsignedByteArray(point, 1, COORDINATE),
                    BigIntegers.fromUnsignedByteArray(point, 1 + COORDINATE, COORDINATE)),
                parameters.getParameterSpec(ECParameterSpec.class)));
  }

  /** The bytes of a public key; empty unless it is one of this curve. */
  static Optional<EscrowPublicKey> point(PublicKey key) {
    if (!(key instanceof ECPublicKey ec) || ec.getParams().getOrder().bitLength() != 256) {
      return Optional.empty();
    }
    byte[] point = new byte[EscrowPublicKey.LENGTH];
    point[0] = UNCOMPRESSED;
    BigIntegers.asUnsignedByteArray(ec.getW().getAffineX(), point, 1, COORDINATE);
    BigIntegers.asUnsignedByteArray(ec.getW().getAffineY(), point, 1 + COORDINATE, COORDINATE);
    EscrowPublicKey found = new EscrowPublicKey(Bytes.of(point));
    requireOnCurve(found);
    return Optional.of(found);
  }
}
