package dev.coffer.server.release;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.coffer.protocol.EnvironmentName;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens a vault in format {@code lpm} with an account's wrapping key: content key, then content,
 * each AES-256-GCM with a nonce, a colon and the ciphertext, in base64. The whole vault is one
 * ciphertext, so that all of it is opened for one environment.
 */
final class LpmOpening {
  private static final int TAG_BITS = 128;
  private static final String ENVIRONMENTS = "environments";

  private LpmOpening() {}

  /**
   * One environment's variables as a JSON object, names sorted; empty when there is none.
   *
   * @throws AEADBadTagException when the key is another, or the content is of another form
   */
  static Optional<byte[]> open(
      byte[] wrappingKey, String wrappedKey, String blob, EnvironmentName environment)
      throws AEADBadTagException {
    byte[] contentKey = decrypted(wrappingKey, wrappedKey);
    byte[] content = new byte[0];
    try {
      content = decrypted(contentKey, blob);
      return environment(new String(content, StandardCharsets.UTF_8), environment);
    } finally {
      Arrays.fill(contentKey, (byte) 0);
      Arrays.fill(content, (byte) 0);
    }
  }

  private static Optional<byte[]> environment(String content, EnvironmentName name)
      throws AEADBadTagException {
    try {
      Map<String, Object> whole = JSONObjectUtils.parse(content);
      Map<String, Object> variables =
          whole.get(ENVIRONMENTS) instanceof Map<?, ?>
              ? JSONObjectUtils.getJSONObject(
                  JSONObjectUtils.getJSONObject(whole, ENVIRONMENTS), name.value())
              : flat(whole, name);
      return Optional.ofNullable(variables)
          .map(
              found ->
                  JSONObjectUtils.toJSONString(new TreeMap<>(found))
                      .getBytes(StandardCharsets.UTF_8));
    } catch (ParseException e) {
      throw new AEADBadTagException();
    }
  }

  /** The older form has no environments but the default one. */
  private static Map<String, Object> flat(Map<String, Object> whole, EnvironmentName name) {
    return name.equals(EnvironmentName.DEFAULT) ? whole : null;
  }

  private static byte[] decrypted(byte[] key, String sealed) throws AEADBadTagException {
    int colon = sealed.indexOf(':');
    byte[] nonce = Base64.getDecoder().decode(sealed.substring(0, colon));
    byte[] ciphertext = Base64.getDecoder().decode(sealed.substring(colon + 1));
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(ciphertext);
    } catch (AEADBadTagException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform cannot open AES-256-GCM", e);
    }
  }
}
