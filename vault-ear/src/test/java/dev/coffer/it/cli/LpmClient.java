package dev.coffer.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A second client of the {@code lpm} wire, written from its description and the JDK alone, so that
 * an error shared by both ends of the product shows.
 */
final class LpmClient {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final int KEY = 32;

  private final Api api;
  private final String token;
  private final String path;

  LpmClient(Api server, String token, String vault) {
    this.api = server.as(token);
    this.token = token;
    this.path = "/api/vaults/" + vault + "/sync";
  }

  static byte[] keyIn(Path lpmHome) throws IOException {
    return HexFormat.of().parseHex(Files.readString(lpmHome.resolve(".vault-key")).strip());
  }

  /** The key that old releases took. */
  byte[] legacyKey() throws GeneralSecurityException {
    return sha256("lpm-vault-wrap:" + token);
  }

  /** The head as the server tells it, its signature verified. */
  JsonObject pull() throws IOException, GeneralSecurityException {
    Answer answer = api.get(path).require(200);
    verify(answer);
    return answer.json();
  }

  /** The text inside a pulled vault. */
  static String open(JsonObject pulled, byte[] wrappingKey) throws GeneralSecurityException {
    byte[] contentKey = decrypt(wrappingKey, pulled.get("wrappedKey").getAsString());
    byte[] content = decrypt(contentKey, pulled.get("encryptedBlob").getAsString());
    return new String(content, StandardCharsets.UTF_8);
  }

  /** Pushes {@code text} onto version {@code expected}; the new version. */
  int push(String text, byte[] wrappingKey, int expected)
      throws IOException, GeneralSecurityException {
    Answer answer = api.post(path, body(text, wrappingKey, expected)).require(200);
    verify(answer);
    return answer.json().get("version").getAsInt();
  }

  static JsonObject body(String text, byte[] wrappingKey, int expected)
      throws GeneralSecurityException {
    byte[] contentKey = new byte[KEY];
    RANDOM.nextBytes(contentKey);
    JsonObject body = new JsonObject();
    body.addProperty("encryptedBlob", encrypt(contentKey, text.getBytes(StandardCharsets.UTF_8)));
    body.addProperty("wrappedKey", encrypt(wrappingKey, contentKey));
    body.addProperty("expectedVersion", expected);
    return body;
  }

  private void verify(Answer answer) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(sha256(token), "HmacSHA256"));
    String expected = Base64.getEncoder().encodeToString(mac.doFinal(answer.body().toArray()));
    assertThat(answer.header("X-LPM-Signature")).isEqualTo(expected);
  }

  private static byte[] sha256(String text) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encrypt(byte[] key, byte[] plaintext) throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(plaintext);
    Base64.Encoder base64 = Base64.getEncoder();
    return base64.encodeToString(nonce) + ":" + base64.encodeToString(sealed);
  }

  private static byte[] decrypt(byte[] key, String text) throws GeneralSecurityException {
    int colon = text.indexOf(':');
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] nonce = base64.decode(text.substring(0, colon));
    assertThat(nonce).hasSize(NONCE);
    byte[] sealed = base64.decode(text.substring(colon + 1));
    return cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(sealed);
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
