package dev.coffer.it.workload;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.protocol.SuppressForbidden;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Issuers on one loopback port, each below a path of its own, with discovery and keys. They say
 * what a test wants them to, which no maintained one would.
 */
@SuppressForbidden("jdk.httpserver is a supported module; the far end of a test needs no more")
final class TestIssuer implements AutoCloseable {
  static final String KEY_ID = "2026-11";
  private static final Gson JSON = new Gson();
  private static final int HUGE = 400_000;

  private final HttpServer http;
  private final Map<String, KeyPair> keys = new LinkedHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger trapped = new AtomicInteger();

  TestIssuer() throws IOException, GeneralSecurityException {
    this(List.of("/github", "/second", "/gitlab", "/liar", "/moved", "/huge"));
  }

  /** Issuers below other paths, of which one may end in a slash. */
  TestIssuer(List<String> paths) throws IOException, GeneralSecurityException {
    for (String path : paths) {
      keys.put(path, rsa());
    }
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  static KeyPair rsa() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  String address(String path) {
    return "http://127.0.0.1:" + http.getAddress().getPort() + path;
  }

  /** How often anybody asked for keys of {@code /github}. */
  int asked() {
    return asked.get();
  }

  /** How often anybody came where only a redirect, or a header of a token, leads. */
  int trapped() {
    return trapped.get();
  }

  /** A token as this issuer signs it. */
  String token(String path, Map<String, Object> claims) throws GeneralSecurityException {
    return signed(Map.of("alg", "RS256", "typ", "JWT", "kid", KEY_ID), claims, path);
  }

  /** The issuer's signature below whatever header. */
  String signed(Map<String, Object> header, Map<String, Object> claims, String path)
      throws GeneralSecurityException {
    return signed(JSON.toJson(header), JSON.toJson(claims), keys.get(path).getPrivate());
  }

  /** An RSA signature over whatever JSON. */
  String signed(String header, String claims, PrivateKey key) throws GeneralSecurityException {
    String content = text(header) + "." + text(claims);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(content.getBytes(StandardCharsets.US_ASCII));
    return content + "." + text(signature.sign());
  }

  PrivateKey key(String path) {
    return keys.get(path).getPrivate();
  }

  /** Signed with the public key, as it is published, in place of a shared secret. */
  String symmetric(Map<String, Object> claims) throws GeneralSecurityException {
    String content =
        text(JSON.toJson(Map.of("alg", "HS256", "typ", "JWT", "kid", KEY_ID)))
            + "."
            + text(JSON.toJson(claims));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(keys.get("/github").getPublic().getEncoded(), "HmacSHA256"));
    return content + "." + text(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
  }

  /** Not signed at all. */
  static String unsigned(Map<String, Object> claims) {
    return text(JSON.toJson(Map.of("alg", "none", "kid", KEY_ID)))
        + "."
        + text(JSON.toJson(claims))
        + ".";
  }

  static Map<String, Object> jwk(RSAPublicKey key, String keyId) {
    Map<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("kty", "RSA");
    jwk.put("use", "sig");
    jwk.put("kid", keyId);
    jwk.put("n", text(unsigned(key.getModulus())));
    jwk.put("e", text(unsigned(key.getPublicExponent())));
    return jwk;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String base = path.replaceFirst("/(\\.well-known/openid-configuration|jwks)$", "");
    String issuer = keys.containsKey(base + "/") ? base + "/" : base;
    if (!keys.containsKey(issuer)) {
      trapped.incrementAndGet();
      send(exchange, 404, "{}");
    } else if (path.endsWith("/jwks")) {
      keysOf(exchange, issuer);
    } else {
      discovery(exchange, issuer);
    }
  }

  private void discovery(HttpExchange exchange, String issuer) throws IOException {
    String named = issuer.equals("/liar") ? "/github" : issuer;
    send(
        exchange,
        200,
        JSON.toJson(
            Map.of(
                "issuer",
                address(named),
                "jwks_uri",
                address(issuer).replaceFirst("/$", "") + "/jwks")));
  }

  private void keysOf(HttpExchange exchange, String issuer) throws IOException {
    if (issuer.equals("/github")) {
      asked.incrementAndGet();
    }
    if (issuer.equals("/moved")) {
      exchange.getResponseHeaders().add("Location", address("/trap"));
      send(exchange, 302, "");
      return;
    }
    String set =
        JSON.toJson(
            Map.of("keys", List.of(jwk((RSAPublicKey) keys.get(issuer).getPublic(), KEY_ID))));
    send(exchange, 200, issuer.equals("/huge") ? set + " ".repeat(HUGE) : set);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static String text(String json) {
    return text(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
