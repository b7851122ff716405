package dev.coffer.it.lpm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.TestOrganisation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A person with an {@code lpm} client, toward one organisation and one vault id. */
final class LpmMember {
  private static final String OWN_KEY = "/api/users/me/public-key";
  private static final String STEP_UP = "/api/auth/cli-step-up";

  private final Api api;
  private final Person person;
  private final String organisation;
  private final String vault;
  private KeyPair keys = LpmWrap.pair();

  private LpmMember(Api server, Person person, String organisation, String vault)
      throws GeneralSecurityException {
    this.api = server.as(person.session().token());
    this.person = person;
    this.organisation = organisation;
    this.vault = organisation + "/vaults/" + vault;
  }

  static LpmMember of(Api server, Person person, TestOrganisation organisation)
      throws GeneralSecurityException {
    return new LpmMember(server, person, "/api/orgs/" + organisation.name(), "v");
  }

  /** The same person's client in another project. */
  LpmMember in(Api server, String otherVault) throws GeneralSecurityException {
    LpmMember other = new LpmMember(server, person, organisation, otherVault);
    other.keys = keys;
    return other;
  }

  Api api() {
    return api;
  }

  String account() {
    return person.accountId();
  }

  String publicKey() {
    return LpmWrap.base64(LpmWrap.raw(keys.getPublic()));
  }

  /** What the server has as this person's key, or null. */
  JsonElement registered() throws IOException {
    JsonObject answer = api.get(OWN_KEY).require(200).json();
    assertThat(answer.has("publicKey")).isTrue();
    return answer.get("publicKey");
  }

  /** What a client does first: it asks for its key, and publishes it where that is another. */
  LpmMember register() throws IOException {
    JsonElement known = registered();
    if (known.isJsonNull() || !known.getAsString().equals(publicKey())) {
      publish(publicKey()).require(200);
    }
    return this;
  }

  Answer publish(String key) throws IOException {
    return api.post(OWN_KEY, Map.of("publicKey", key));
  }

  Answer publish(String key, String proof) throws IOException {
    return api.with("X-LPM-Step-Up-Proof", proof).post(OWN_KEY, Map.of("publicKey", key));
  }

  /** Takes new keys; the server does not know them yet. */
  void renew() throws GeneralSecurityException {
    keys = LpmWrap.pair();
  }

  Answer stepUp(String scope, String password) throws IOException {
    return api.post(STEP_UP, Map.of("scope", scope, "method", "password", "password", password));
  }

  String proof(String scope) throws IOException {
    JsonObject method = api.get(STEP_UP).require(200).json();
    assertThat(method.get("method").getAsString()).isEqualTo("password");
    assertThat(method.get("header").getAsString()).isEqualTo("X-LPM-Step-Up-Proof");
    JsonObject answer = stepUp(scope, person.password()).require(200).json();
    assertThat(answer.get("ok").getAsBoolean()).isTrue();
    return answer.get("proof").getAsString();
  }

  Answer memberKeys() throws IOException {
    return api.get(organisation + "/members/public-keys");
  }

  /** {@code share}: registers, asks for the members' keys, wraps to each that there is, pushes. */
  int share(String text, Integer expected) throws IOException, GeneralSecurityException {
    register();
    Answer answer = push(body(text, members(), expected)).require(200);
    verify(answer);
    return answer.json().get("version").getAsInt();
  }

  Answer push(JsonObject body) throws IOException {
    return api.post(vault, body);
  }

  /** The members with a key, as the client filters them. */
  List<JsonObject> members() throws IOException {
    JsonArray all = JsonParser.parseString(memberKeys().require(200).text()).getAsJsonArray();
    return all.asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(member -> member.get("hasPublicKey").getAsBoolean())
        .toList();
  }

  /** A body of the first release: no name, no schema. */
  static JsonObject body(String text, List<JsonObject> recipients, Integer expected)
      throws GeneralSecurityException {
    byte[] contentKey = LpmWrap.random(LpmWrap.KEY);
    JsonObject body = new JsonObject();
    body.addProperty(
        "encryptedBlob",
        LpmWrap.seal(
            contentKey, LpmWrap.random(LpmWrap.IV), text.getBytes(StandardCharsets.UTF_8)));
    JsonArray wrapped = new JsonArray();
    for (JsonObject recipient : recipients) {
      byte[] key = Base64.getDecoder().decode(recipient.get("publicKey").getAsString());
      JsonObject one = new JsonObject();
      one.addProperty("userId", recipient.get("userId").getAsString());
      one.addProperty("wrappedKey", LpmWrap.wrap(key, contentKey));
      wrapped.add(one);
    }
    body.add("wrappedKeys", wrapped);
    if (expected != null) {
      body.addProperty("expectedVersion", expected);
    }
    return body;
  }

  Answer get() throws IOException {
    return api.get(vault);
  }

  /** {@code pull --org}: the head, its signature verified. */
  JsonObject pull() throws IOException, GeneralSecurityException {
    Answer answer = get().require(200);
    verify(answer);
    return answer.json();
  }

  String open(JsonObject pulled) throws GeneralSecurityException {
    String wrapped = pulled.get("wrappedKey").getAsString();
    assertThat(wrapped).hasSize(126);
    byte[] contentKey = LpmWrap.unwrap(keys.getPrivate(), wrapped);
    return new String(
        LpmWrap.open(contentKey, pulled.get("encryptedBlob").getAsString()),
        StandardCharsets.UTF_8);
  }

  JsonArray list() throws IOException {
    return api.get(organisation + "/vaults").require(200).json().getAsJsonArray("vaults");
  }

  private void verify(Answer answer) throws GeneralSecurityException {
    byte[] token = person.session().token().getBytes(StandardCharsets.UTF_8);
    byte[] key = MessageDigest.getInstance("SHA-256").digest(token);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    assertThat(answer.header("X-LPM-Signature"))
        .isEqualTo(LpmWrap.base64(mac.doFinal(answer.body().toArray())));
  }
}
