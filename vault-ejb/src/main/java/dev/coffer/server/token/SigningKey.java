package dev.coffer.server.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Map;

/** The pair of keys behind every access token: ECDSA on P-256 with SHA-256 (RFC 7518 §3.4). */
final class SigningKey {
  private final ECKey key;
  private final ECDSASigner signer;

  SigningKey(ECPrivateKey privateKey, ECPublicKey publicKey) {
    try {
      this.signer = new ECDSASigner(privateKey);
      this.key =
          new ECKey.Builder(Curve.P_256, publicKey)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint()
              .build();
    } catch (JOSEException e) {
      throw new IllegalStateException("the signing key is not one of curve P-256", e);
    }
  }

  /** The compact form (RFC 7515 §3.1) of {@code claims}, signed. */
  String sign(Map<String, Object> claims) {
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    JWSObject token = new JWSObject(header, new Payload(claims));
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("the platform cannot sign with ES256", e);
    }
    return token.serialize();
  }

  /** Names the public half (RFC 7638). */
  String thumbprint() {
    return key.getKeyID();
  }

  /** The public half as a JWK set (RFC 7517 §5). */
  String jwks() {
    return new JWKSet(key).toString(true);
  }

  @Override
  public String toString() {
    return "SigningKey[" + thumbprint() + "]";
  }
}
