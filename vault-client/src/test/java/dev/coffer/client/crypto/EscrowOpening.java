package dev.coffer.client.crypto;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.escrow.EscrowContext;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.wire.workload.EscrowKeyView;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** A server's escrow key, made for one test, and what it opens. */
public final class EscrowOpening {
  private static final HPKE SUITE =
      new HPKE(HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);

  private static final X9ECParameters P256 = SECNamedCurves.getByName("secp256r1");

  private final AsymmetricCipherKeyPair pair;

  /** A key that nobody had before. */
  public EscrowOpening() {
    this(SUITE.generatePrivateKey());
  }

  private EscrowOpening(AsymmetricCipherKeyPair pair) {
    this.pair = pair;
  }

  /** The key whose private half is the number {@code secret}, 32 bytes. */
  static EscrowOpening of(byte[] secret) {
    byte[] point =
        new FixedPointCombMultiplier()
            .multiply(P256.getG(), new BigInteger(1, secret))
            .getEncoded(false);
    return new EscrowOpening(SUITE.deserializePrivateKey(secret, point));
  }

  /** The public half. */
  public EscrowPublicKey publicKey() {
    return new EscrowPublicKey(Bytes.of(SUITE.serializePublicKey(pair.getPublic())));
  }

  /** The public half as the server tells it. */
  public EscrowKeyView view() {
    return new EscrowKeyView(publicKey().id().value(), publicKey().point().base64(), true, null);
  }

  /**
   * The key that was escrowed.
   *
   * @throws CannotOpen when it was sealed to another key, for another place, or was changed
   */
  public EnvironmentKey open(EscrowedKey escrowed) {
    return open(escrowed.context(), escrowed.sealed());
  }

  EnvironmentKey open(EscrowContext place, Bytes sealed) {
    byte[] all = sealed.toArray();
    byte[] encapsulation = Arrays.copyOf(all, EscrowPublicKey.LENGTH);
    byte[] ciphertext = Arrays.copyOfRange(all, EscrowPublicKey.LENGTH, all.length);
    try {
      byte[] content =
          SUITE.setupBaseR(encapsulation, pair, place.info()).open(new byte[0], ciphertext);
      return new EnvironmentKey(place.vault(), place.epoch(), place.environment(), content);
    } catch (InvalidCipherTextException | IllegalArgumentException | IllegalStateException e) {
      throw new CannotOpen();
    }
  }
}
