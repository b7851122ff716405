package dev.coffer.web.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.workload.Claims;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.web.json.JsonDocument;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A JWT in its compact form (RFC 7515 §3.1), of which nothing has been proven yet. Read strictly:
 * no member twice, no algorithm without a public key, and no header that would bring its own key or
 * change what is signed.
 */
final class CompactToken {
  /** 32 KiB; the largest tokens of the platforms have about two. */
  static final int MAX_LENGTH = 32_768;

  private static final int MAX_KEY_ID = 256;
  private static final int PARTS = 3;
  private static final Pattern BASE64URL = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  /**
   * Keys that a token brings with it prove nothing; {@code crit} and {@code b64} change the rules.
   */
  private static final Set<String> REFUSED_HEADERS =
      Set.of("jku", "jwk", "x5u", "x5c", "crit", "b64", "zip", "enc");

  private final String signed;
  private final JWSHeader header;
  private final Claims claims;
  private final Base64URL signature;

  private CompactToken(String signed, JWSHeader header, Claims claims, Base64URL signature) {
    this.signed = signed;
    this.header = header;
    this.claims = claims;
    this.signature = signature;
  }

  /**
   * Reads a token.
   *
   * @throws Malformed when it does not have this form; never repeats anything of it
   */
  static CompactToken parse(String text) {
    if (text == null || text.length() > MAX_LENGTH) {
      throw new Malformed("the token is a text of at most " + MAX_LENGTH + " characters");
    }
    String[] parts = text.split("\\.", -1);
    if (parts.length != PARTS) {
      throw new Malformed("the token has three parts with dots between them");
    }
    for (String part : parts) {
      if (!BASE64URL.matcher(part).matches()) {
        throw new Malformed("each part of the token is base64url without padding");
      }
    }
    return new CompactToken(
        parts[0] + "." + parts[1],
        header(object(parts[0]), parts[0]),
        new Claims(object(parts[1])),
        new Base64URL(parts[2]));
  }

  private static JWSHeader header(Map<String, Object> members, String part) {
    if (members.keySet().stream().anyMatch(REFUSED_HEADERS::contains)) {
      throw new Malformed("the token's header has nothing but alg, kid, typ and fingerprints");
    }
    try {
      JWSHeader header = JWSHeader.parse(new Base64URL(part));
      if (!ALGORITHMS.contains(header.getAlgorithm())) {
        throw new Malformed("the token's algorithm is one of RS, PS and ES with 256, 384 or 512");
      }
      String keyId = header.getKeyID();
      if (keyId == null || keyId.isEmpty() || keyId.length() > MAX_KEY_ID) {
        throw new Malformed("the token's header names its key in at most " + MAX_KEY_ID);
      }
      return header;
    } catch (ParseException | IllegalArgumentException e) {
      throw new Malformed("the token's header is that of a signed token");
    }
  }

  private static Map<String, Object> object(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      return JsonDocument.object(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (IllegalArgumentException | CharacterCodingException | RequestMalformed e) {
      throw new Malformed("header and claims are each one JSON object, with no member twice");
    }
  }

  JWSAlgorithm algorithm() {
    return header.getAlgorithm();
  }

  String keyId() {
    return header.getKeyID();
  }

  /** Not to be believed before {@link #isSignedBy}. */
  Claims claims() {
    return claims;
  }

  /** Everything that the signature covers. */
  String signed() {
    return signed;
  }

  boolean isSignedBy(JWSVerifier key) {
    try {
      return key.verify(header, signed.getBytes(StandardCharsets.US_ASCII), signature);
    } catch (JOSEException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "CompactToken";
  }
}
