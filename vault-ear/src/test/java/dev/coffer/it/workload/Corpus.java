package dev.coffer.it.workload;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.ToNumberPolicy;
import com.google.gson.reflect.TypeToken;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.Release;
import dev.coffer.protocol.policy.TrustPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The runs of {@code vectors/workload/corpus.json}, which protocol and client judge as they stand,
 * moved to now and to issuers on loopback, so that a server can.
 */
final class Corpus {
  private static final Path FILE =
      Path.of("../vault-protocol/src/test/resources/vectors/workload/corpus.json");
  private static final Gson GSON =
      new GsonBuilder()
          .serializeNulls()
          .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
          .create();

  /** So much later ends what has not ended yet: a test takes longer than a second. */
  private static final Duration LEEWAY = Duration.ofMinutes(5);

  /** What is new in every job; a token without any id is known again by its text. */
  private static final List<String> IDS = List.of("jti", "job_id", "oidc.circleci.com/job-id");

  private final JsonObject content;
  private final Instant then;

  Corpus() throws IOException {
    content = GSON.fromJson(Files.readString(FILE), JsonObject.class);
    then = Instant.parse(content.get("now").getAsString());
  }

  /** An issuer that the server is to trust: its name, what its claims mean, and its address. */
  record Known(String name, String kind, String address) {}

  /** A policy, whose it is, and what a server knows beside its rules. */
  record Stated(
      TrustPolicy policy,
      String owner,
      Optional<String> pinnedRepositoryId,
      Optional<String> pinnedOwnerId,
      boolean escrowed) {}

  /** One row. */
  record Row(JsonObject json) {
    String text(String name, String otherwise) {
      JsonElement found = json.get(name);
      return found == null || found.isJsonNull() ? otherwise : found.getAsString();
    }

    String verdict() {
      return text("verdict", "");
    }

    @Override
    public String toString() {
      return text("token", "") + ": " + text("run", "") + " | " + text("policy", "");
    }
  }

  List<Row> rows() {
    return content.getAsJsonArray("cases").asList().stream()
        .map(row -> new Row(row.getAsJsonObject()))
        .toList();
  }

  List<Known> issuers() {
    return content.getAsJsonArray("issuers").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .map(
            one ->
                new Known(
                    one.get("platform").getAsString(),
                    one.get("kind").getAsString(),
                    one.get("issuer").getAsString()))
        .toList();
  }

  /** The path on loopback that stands for an issuer's address. */
  static String path(String address) {
    return address.replaceFirst("^https:/", "");
  }

  /** The claims of the row's token, its times moved to {@code now}. */
  Map<String, Object> claims(Row row, TestIssuer issuers, Instant now) {
    JsonObject claims = changed("tokens", row, row.json().get("claims"));
    for (String time : List.of("iat", "nbf", "exp")) {
      if (claims.has(time)) {
        long moved = claims.get(time).getAsLong() + Duration.between(then, now).toSeconds();
        claims.addProperty(time, moved);
      }
    }
    IDS.stream()
        .filter(claims::has)
        .forEach(id -> claims.addProperty(id, UUID.randomUUID().toString()));
    move(claims, "iss", text -> issuers.address(path(text)));
    move(claims, "ci_config_ref_uri", text -> atHome(text, issuers));
    return GSON.fromJson(claims, new TypeToken<Map<String, Object>>() {});
  }

  /** The files of a GitLab are on its own host, which is ours now. */
  private String atHome(String uri, TestIssuer issuers) {
    return issuers().stream()
        .map(known -> known.address().replaceFirst("^https://", ""))
        .filter(host -> uri.startsWith(host + "/"))
        .findFirst()
        .map(
            host -> issuers.address("").replaceFirst("^http://", "") + uri.substring(host.length()))
        .orElse(uri);
  }

  private static void move(JsonObject object, String name, UnaryOperator<String> change) {
    if (object.get(name) instanceof JsonPrimitive text) {
      object.addProperty(name, change.apply(text.getAsString()));
    }
  }

  /** The row's policies, with ids of their own, for {@code vault}. */
  List<Stated> policies(Row row, VaultId vault, TestIssuer issuers, Instant now) {
    return row.json().getAsJsonArray("policies").asList().stream()
        .map(changes -> changed("policies", row, changes))
        .map(rules -> stated(rules, vault, issuers, now))
        .toList();
  }

  private JsonObject changed(String what, Row row, JsonElement changes) {
    JsonObject changed =
        content.getAsJsonObject(what).getAsJsonObject(row.text("token", "")).deepCopy();
    if (changes instanceof JsonObject object) {
      object.asMap().forEach(changed::add);
    }
    changed.asMap().values().removeIf(JsonElement::isJsonNull);
    return changed;
  }

  private Stated stated(JsonObject rules, VaultId vault, TestIssuer issuers, Instant now) {
    TrustPolicy policy =
        new TrustPolicy(
            new PolicyId(UUID.randomUUID().toString().replace("-", "")),
            vault,
            origin(rules, issuers),
            conditions(rules),
            release(rules, now));
    return new Stated(
        policy,
        text(rules, "owner").orElse("acme"),
        text(rules, "pinnedRepositoryId"),
        text(rules, "pinnedOwnerId"),
        !rules.has("escrowed") || rules.get("escrowed").getAsBoolean());
  }

  private static Origin origin(JsonObject rules, TestIssuer issuers) {
    return new Origin(
        rules.get("platform").getAsString(),
        issuers.address(path(rules.get("issuer").getAsString())),
        rules.get("repository").getAsString(),
        text(rules, "repositoryId"),
        text(rules, "ownerId"));
  }

  private static Conditions conditions(JsonObject rules) {
    return new Conditions(
        texts(rules, "branches").map(Glob::new).toList(),
        texts(rules, "tags").map(Glob::new).toList(),
        texts(rules, "deployments").toList(),
        texts(rules, "workflows").toList(),
        texts(rules, "events").toList(),
        isSet(rules, "forks"),
        isSet(rules, "protectedRefs"));
  }

  private Release release(JsonObject rules, Instant now) {
    return new Release(
        texts(rules, "environments").map(EnvironmentName::new).toList(),
        false,
        text(rules, "expires").map(Instant::parse).map(end -> moved(end, now)),
        OptionalInt.empty());
  }

  private Instant moved(Instant end, Instant now) {
    Instant moved = now.plus(Duration.between(then, end));
    return end.isAfter(then) ? moved.plus(LEEWAY) : moved;
  }

  private static boolean isSet(JsonObject rules, String name) {
    return rules.has(name) && rules.get(name).getAsBoolean();
  }

  private static Optional<String> text(JsonObject rules, String name) {
    return Optional.ofNullable(rules.get(name)).map(JsonElement::getAsString);
  }

  private static Stream<String> texts(JsonObject rules, String name) {
    JsonArray list = rules.getAsJsonArray(name);
    return list == null ? Stream.of() : list.asList().stream().map(JsonElement::getAsString);
  }
}
