package dev.coffer.client.policy.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.Release;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.workload.TokenRules;
import dev.coffer.protocol.workload.Verdict;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every token of the corpus, as text, gets the verdict that the server gives it, but for what only
 * the server knows: which issuers it trusts, what it has pinned, what is escrowed.
 */
class TokenTrialCorpusTest {
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();
  private static final JsonObject CORPUS = corpus();

  private static JsonObject corpus() {
    try (Reader file =
        new InputStreamReader(
            TokenTrialCorpusTest.class.getResourceAsStream("/vectors/workload/corpus.json"),
            StandardCharsets.UTF_8)) {
      return GSON.fromJson(file, JsonObject.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One row under a name that a report can show. */
  record Row(JsonObject json) {
    String text(String name) {
      JsonElement found = json.get(name);
      return found == null || found.isJsonNull() ? null : found.getAsString();
    }

    @Override
    public String toString() {
      return text("token") + ": " + text("run") + " | " + text("policy");
    }
  }

  static Stream<Row> rows() {
    return CORPUS.getAsJsonArray("cases").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .map(Row::new);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void token_getsTheServersVerdict(Row row) {
    Instant now = Instant.parse(CORPUS.get("now").getAsString());
    Set<String> audiences = Set.copyOf(texts(CORPUS, "audiences"));
    List<TrustPolicy> policies = new ArrayList<>();
    boolean serverKnowsMore = false; // What it pinned and escrowed, and whose vaults there are.
    for (JsonElement changes : row.json().getAsJsonArray("policies")) {
      JsonObject rules = changed("policies", row.text("token"), changes);
      policies.add(policy(id(policies.size()), rules));
      serverKnowsMore |=
          Stream.of("pinnedRepositoryId", "pinnedOwnerId", "escrowed", "owner")
              .anyMatch(rules::has);
    }
    JsonElement changes = row.json().get("claims");
    String token = TokenTextTest.token(GSON.toJson(changed("tokens", row.text("token"), changes)));
    TokenTrial trial = new TokenTrial(policies, kinds(), new TokenRules(audiences));
    Judgement judgement = trial.of(TokenText.claims(token), question(row), now);
    assertThat(code(judgement)).isEqualTo(serverKnowsMore ? "allowed" : expected(row));
  }

  private static TokenTrial.Question question(Row row) {
    String environment = row.text("environment");
    String named = row.text("policyId");
    return new TokenTrial.Question(
        new EnvironmentName(environment == null ? "production" : environment),
        Optional.ofNullable(named).map(Integer::valueOf).map(TokenTrialCorpusTest::id));
  }

  /** Without a server an issuer is unknown when no policy is about it. */
  private static String expected(Row row) {
    String verdict = row.text("verdict");
    return verdict.equals("issuer_unknown") ? "policy_not_found" : verdict;
  }

  private static String code(Judgement judgement) {
    return judgement
        .token()
        .map(refused -> refused.problem().code())
        .orElseGet(
            () ->
                judgement.verdict() instanceof Verdict.Refused refused
                    ? refused.problem().code()
                    : "allowed");
  }

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new HashMap<>();
    for (JsonElement issuer : CORPUS.getAsJsonArray("issuers")) {
      JsonObject told = issuer.getAsJsonObject();
      kinds.put(told.get("platform").getAsString(), told.get("kind").getAsString());
    }
    return kinds;
  }

  private static PolicyId id(int place) {
    return new PolicyId(Integer.toHexString(place).repeat(32));
  }

  private static JsonObject changed(String what, String token, JsonElement changes) {
    JsonObject changed = CORPUS.getAsJsonObject(what).getAsJsonObject(token).deepCopy();
    if (changes != null && changes.isJsonObject()) {
      changes.getAsJsonObject().asMap().forEach(changed::add);
    }
    changed.asMap().values().removeIf(JsonElement::isJsonNull);
    return changed;
  }

  private static TrustPolicy policy(PolicyId id, JsonObject rules) {
    return new TrustPolicy(
        id,
        new VaultId("shop"),
        new Origin(
            rules.get("platform").getAsString(),
            rules.get("issuer").getAsString(),
            rules.get("repository").getAsString(),
            optional(rules, "repositoryId"),
            optional(rules, "ownerId")),
        new Conditions(
            texts(rules, "branches").stream().map(Glob::new).toList(),
            texts(rules, "tags").stream().map(Glob::new).toList(),
            texts(rules, "deployments"),
            texts(rules, "workflows"),
            texts(rules, "events"),
            rules.has("forks") && rules.get("forks").getAsBoolean(),
            rules.has("protectedRefs") && rules.get("protectedRefs").getAsBoolean()),
        new Release(
            texts(rules, "environments").stream().map(EnvironmentName::new).toList(),
            false,
            optional(rules, "expires").map(Instant::parse),
            OptionalInt.empty()));
  }

  private static Optional<String> optional(JsonObject rules, String name) {
    return Optional.ofNullable(rules.get(name)).map(JsonElement::getAsString);
  }

  private static List<String> texts(JsonObject rules, String name) {
    JsonArray list = rules.getAsJsonArray(name);
    return list == null ? List.of() : list.asList().stream().map(JsonElement::getAsString).toList();
  }
}
