package dev.coffer.protocol.signature;

import dev.coffer.protocol.Base64Text;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104) of the exact body bytes under the SHA-256 of the bearer that the request
 * carried, as base64 with padding. It shows that no cache or proxy without the bearer changed the
 * answer; against the server itself the envelope's own signature protects.
 */
public final class ResponseSignature {
  /** Our header. */
  public static final String COFFER_HEADER = "X-Coffer-Signature";

  /** The header that {@code lpm} clients require; same value. */
  public static final String LPM_HEADER = "X-LPM-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  private ResponseSignature() {}

  /** The header value for {@code body}, 44 characters. */
  public static String of(String bearer, byte[] body) {
    return Base64Text.encode(mac(bearer, body));
  }

  /** Whether {@code header} (possibly null) is the signature of {@code body}; constant time. */
  public static boolean matches(String bearer, byte[] body, String header) {
    if (header == null) {
      return false;
    }
    try {
      return MessageDigest.isEqual(mac(bearer, body), Base64Text.decode(header.strip()));
    } catch (Malformed e) {
      return false;
    }
  }

  private static byte[] mac(String bearer, byte[] body) {
    byte[] key = Digest.of(bearer.getBytes(StandardCharsets.UTF_8)).value().toArray();
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(body);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
