package dev.coffer.it.kit;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes access tokens for one session as an attacker would, and one as the server would. */
public final class Forge {
  private static final Gson JSON = new Gson();

  private final CofferServer server;
  private final Map<String, Object> claims = new LinkedHashMap<>();

  private Forge(CofferServer server) {
    this.server = server;
    long now = Instant.now().getEpochSecond();
    claims.put("iss", "coffer");
    claims.put("aud", "coffer");
    claims.put("iat", now);
    claims.put("exp", now + 600);
  }

  /** A token of a CI run. */
  public static Forge run(CofferServer server, UUID id) {
    return new Forge(server)
        .claim("sub", "run")
        .claim("upn", "run")
        .claim("groups", List.of("workload"))
        .claim("jti", id.toString());
  }

  /** A token of {@code person}'s session. */
  public Forge(CofferServer server, Person person) {
    this(server);
    claims.put("sub", person.accountId());
    claims.put("upn", person.account());
    claims.put("groups", List.of("user"));
    claims.put("jti", person.session().tokenId());
  }

  /** {@code token} as it is once {@code time} has passed: the same with earlier times. */
  public static Forge aged(CofferServer server, String token, Duration time) {
    byte[] content = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    JsonObject claims =
        JSON.fromJson(new String(content, StandardCharsets.UTF_8), JsonObject.class);
    Forge aged = new Forge(server);
    aged.claims.clear();
    claims.entrySet().forEach(claim -> aged.claims.put(claim.getKey(), claim.getValue()));
    for (String name : List.of("iat", "exp")) {
      aged.claim(name, claims.get(name).getAsLong() - time.toSeconds());
    }
    return aged;
  }

  /** The id that the server knows the token by. */
  public String id() {
    return JSON.toJsonTree(claims.get("jti")).getAsString();
  }

  public Forge claim(String name, Object value) {
    claims.put(name, value);
    return this;
  }

  /** Signed with the server's own key, stolen from its keystore. */
  public String genuine() throws IOException, GeneralSecurityException {
    return signed(serverKey());
  }

  /** Signed with a key that the server never saw. */
  public String foreign() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    return signed(pair.getPrivate());
  }

  /** Not signed at all. */
  public String unsigned() throws IOException {
    return content("none") + ".";
  }

  /**
   * Signed with the public key as if it were a shared secret, in the form in which it is published.
   */
  public String symmetric() throws IOException, GeneralSecurityException {
    String content = content("HS256");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(published().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return content + "." + text(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
  }

  private String signed(PrivateKey key) throws IOException, GeneralSecurityException {
    String content = content("ES256");
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(key);
    signature.update(content.getBytes(StandardCharsets.US_ASCII));
    return content + "." + text(signature.sign());
  }

  private PrivateKey serverKey() throws IOException, GeneralSecurityException {
    char[] password =
        Files.readString(server.dataFolder().resolve("signing-key.p12.password")).toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    byte[] file = Files.readAllBytes(server.dataFolder().resolve("signing-key.p12"));
    store.load(new ByteArrayInputStream(file), password);
    return (PrivateKey) store.getKey(store.aliases().nextElement(), password);
  }

  private String published() throws IOException {
    return Files.readString(server.dataFolder().resolve("signing-key.jwks"));
  }

  private String content(String algorithm) throws IOException {
    JsonArray keys = JSON.fromJson(published(), JsonObject.class).getAsJsonArray("keys");
    String key = keys.get(0).getAsJsonObject().get("kid").getAsString();
    return text(JSON.toJson(Map.of("alg", algorithm, "typ", "JWT", "kid", key)))
        + "."
        + text(JSON.toJson(claims));
  }

  private static String text(String json) {
    return text(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
