package dev.coffer.web.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.web.json.JsonDocument;
import java.io.IOException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys that an issuer published, by their ids. Only public RSA and elliptic-curve keys for
 * signatures; of two keys with one id, neither.
 */
final class KeyRing {
  static final KeyRing EMPTY = new KeyRing(Map.of());

  private static final int MAX_KEYS = 200;
  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 8192;

  private final Map<String, JWK> keys;

  private KeyRing(Map<String, JWK> keys) {
    this.keys = Map.copyOf(keys);
  }

  /**
   * Reads a JWK set (RFC 7517 §5).
   *
   * @throws IOException for anything else, so that it counts as a failed fetch
   */
  static KeyRing parse(String text) throws IOException {
    try {
      JWKSet set = JWKSet.parse(JsonDocument.object(text));
      if (set.size() > MAX_KEYS) {
        throw new IOException("the key set has more than " + MAX_KEYS + " keys");
      }
      Map<String, JWK> usable = new HashMap<>();
      Set<String> twice = new HashSet<>();
      for (JWK key : set.getKeys()) {
        if (isUsable(key) && usable.put(key.getKeyID(), key) != null) {
          twice.add(key.getKeyID());
        }
      }
      usable.keySet().removeAll(twice);
      return new KeyRing(usable);
    } catch (ParseException | RequestMalformed e) {
      throw new IOException("the keys are not a JWK set", e);
    }
  }

  private static boolean isUsable(JWK key) {
    return key.getKeyID() != null
        && !key.isPrivate()
        && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
        && (key.getKeyOperations() == null
            || key.getKeyOperations().isEmpty()
            || key.getKeyOperations().contains(KeyOperation.VERIFY))
        && (key instanceof ECKey || (key instanceof RSAKey rsa && isStrong(rsa)));
  }

  private static boolean isStrong(RSAKey key) {
    return key.size() >= MIN_RSA_BITS && key.size() <= MAX_RSA_BITS;
  }

  boolean has(String keyId) {
    return keys.containsKey(keyId);
  }

  /** The key with this id, if it is one for {@code algorithm}: the token does not choose freely. */
  Optional<JWSVerifier> verifier(String keyId, JWSAlgorithm algorithm) {
    return Optional.ofNullable(keys.get(keyId))
        .filter(key -> key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm))
        .flatMap(key -> verifier(key, algorithm));
  }

  private static Optional<JWSVerifier> verifier(JWK key, JWSAlgorithm algorithm) {
    try {
      JWSVerifier verifier =
          key instanceof RSAKey rsa
              ? new RSASSAVerifier(rsa.toRSAPublicKey())
              : new ECDSAVerifier(key.toECKey().toECPublicKey());
      return Optional.of(verifier)
          .filter(found -> found.supportedJWSAlgorithms().contains(algorithm));
    } catch (JOSEException e) {
      return Optional.empty();
    }
  }
}
