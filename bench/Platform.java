import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * A CI platform in the shapes of GitHub's: discovery, keys, and a new token for every request to
 * {@code /token}. All tokens are of one run of acme/shop. {@code Platform PORT} serves until it is
 * killed.
 */
public final class Platform implements AutoCloseable {
  private static final int KEY_BITS = 2048;

  private final String issuer;
  private final KeyPair keys;
  private final HttpServer http;

  private Platform(int port, KeyPair keys) throws IOException {
    this.issuer = "http://127.0.0.1:" + port + "/github";
    this.keys = keys;
    this.http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
  }

  /** A platform that serves. */
  static Platform on(int port) throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(KEY_BITS);
    Platform platform = new Platform(port, generator.generateKeyPair());
    platform.http.createContext("/", platform::answer);
    platform.http.start();
    return platform;
  }

  public static void main(String[] args) throws Exception {
    on(Integer.parseInt(args[0]));
  }

  String issuer() {
    return issuer;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = body(exchange.getRequestURI().getPath()).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String body(String path) throws IOException {
    if (path.equals("/token")) {
      try {
        return "{\"value\":\"" + token() + "\"}";
      } catch (GeneralSecurityException e) {
        throw new IOException(e);
      }
    }
    return path.endsWith("/jwks")
        ? jwks()
        : "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/jwks\"}";
  }

  private String jwks() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"bench\",\"n\":\""
        + text(unsigned(key.getModulus().toByteArray()))
        + "\",\"e\":\""
        + text(unsigned(key.getPublicExponent().toByteArray()))
        + "\"}]}";
  }

  private static byte[] unsigned(byte[] number) {
    return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A token that was never there before, good for an hour. */
  String token() throws GeneralSecurityException {
    long now = System.currentTimeMillis() / 1000;
    String claims =
        "{\"iss\":\"" + issuer + "\",\"aud\":\"coffer\",\"sub\":\"repo:acme/shop:ref:refs/heads/main\","
            + "\"jti\":\"" + UUID.randomUUID() + "\",\"iat\":" + now + ",\"nbf\":" + now
            + ",\"exp\":" + (now + 3600) + ",\"repository\":\"acme/shop\",\"repository_id\":\"777001\","
            + "\"repository_owner\":\"acme\",\"repository_owner_id\":\"4242\","
            + "\"ref\":\"refs/heads/main\",\"ref_type\":\"branch\",\"event_name\":\"push\","
            + "\"run_id\":\"9876543210\","
            + "\"workflow_ref\":\"acme/shop/.github/workflows/deploy.yml@refs/heads/main\","
            + "\"job_workflow_ref\":\"acme/shop/.github/workflows/deploy.yml@refs/heads/main\"}";
    String content =
        text("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"bench\"}".getBytes(StandardCharsets.UTF_8))
            + "." + text(claims.getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(content.getBytes(StandardCharsets.US_ASCII));
    return content + "." + text(signature.sign());
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
