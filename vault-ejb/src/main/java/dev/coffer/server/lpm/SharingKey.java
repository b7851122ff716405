package dev.coffer.server.lpm;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.server.problem.RequestMalformed;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** An X25519 public key, 32 bytes (RFC 7748), to which something can be wrapped in secret. */
public record SharingKey(Bytes value) {
  static final int LENGTH = X25519.POINT_SIZE;
  private static final int FINGERPRINT_BYTES = 8;

  /**
   * A key that came from outside.
   *
   * @throws RequestMalformed when it is not 32 bytes, or has a low order: everybody could compute
   *     what it agrees on (RFC 7748 §6.1)
   */
  public SharingKey {
    if (value.length() != LENGTH || !contributes(value)) {
      throw RequestMalformed.request("publicKey is not an X25519 key of 32 bytes and full order");
    }
  }

  /**
   * Reads strict base64.
   *
   * @throws RequestMalformed when it is no such key
   */
  public static SharingKey parse(String base64) {
    try {
      return new SharingKey(Bytes.ofBase64(base64));
    } catch (Malformed e) {
      throw RequestMalformed.request("publicKey is not strict base64");
    }
  }

  /** Whether what is agreed with {@code point} depends on the other side's key at all. */
  static boolean contributes(Bytes point) {
    byte[] anyScalar = new byte[X25519.SCALAR_SIZE];
    return X25519.calculateAgreement(
        anyScalar, 0, point.toArray(), 0, new byte[X25519.POINT_SIZE], 0);
  }

  /** The first 16 hexadecimal digits of its SHA-256. */
  String fingerprintPrefix() {
    byte[] digest = Digest.of(value.toArray()).value().toArray();
    return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
  }

  String base64() {
    return value.base64();
  }
}
