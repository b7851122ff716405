package dev.coffer.protocol.escrow;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;

/**
 * The public half of one version of a server's escrow key: an uncompressed point on P-256 (65
 * bytes, SEC 1 §2.3.3). On that curve, unlike the devices' keys, so that it can live in a PKCS#11
 * token. Whether the point is on the curve is checked by who seals to it.
 */
public record EscrowPublicKey(Bytes point) {
  public static final int LENGTH = 65;
  private static final int UNCOMPRESSED = 4;

  public EscrowPublicKey {
    point.requireLength(LENGTH);
    if (point.toArray()[0] != UNCOMPRESSED) {
      throw new Malformed("an escrow key is an uncompressed point on P-256");
    }
  }

  /** Names it: the first 16 bytes of the point's digest. */
  public KeyId id() {
    return KeyId.of(Digest.of(point.toArray()));
  }
}
