package dev.coffer.protocol.workload;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.ToNumberPolicy;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.Release;
import dev.coffer.protocol.policy.TrustPolicy;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The runs, policies and verdicts of {@code vectors/workload/corpus.json}. */
record WorkloadCorpus(
    Instant now,
    List<String> audiences,
    List<Issuer> issuers,
    Map<String, Map<String, Object>> tokens,
    Map<String, Map<String, Object>> policies,
    List<Case> cases) {
  static final VaultId VAULT = new VaultId("shop");
  private static final Gson GSON =
      new GsonBuilder()
          .serializeNulls()
          .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
          .create();

  /** One issuer that the server of the corpus trusts. */
  record Issuer(String platform, String kind, String issuer) {}

  /** One row. */
  record Case(
      String token,
      String run,
      String policy,
      String verdict,
      Map<String, Object> claims,
      List<Map<String, Object>> policies,
      String environment,
      Integer policyId) {
    @Override
    public String toString() {
      return token + ": " + run + " | " + policy + " | " + verdict;
    }
  }

  static WorkloadCorpus read() {
    try (Reader file =
        new InputStreamReader(
            WorkloadCorpus.class.getResourceAsStream("/vectors/workload/corpus.json"),
            StandardCharsets.UTF_8)) {
      JsonObject corpus = GSON.fromJson(file, JsonObject.class);
      return new WorkloadCorpus(
          Instant.parse(corpus.get("now").getAsString()),
          corpus.getAsJsonArray("audiences").asList().stream()
              .map(JsonElement::getAsString)
              .toList(),
          list(corpus, "issuers", Issuer.class),
          maps(corpus.getAsJsonObject("tokens")),
          maps(corpus.getAsJsonObject("policies")),
          list(corpus, "cases", Case.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Claims claims(Case row) {
    return new Claims(changed(tokens.get(row.token()), row.claims()));
  }

  List<Candidate> candidates(Case row) {
    List<Candidate> candidates = new ArrayList<>();
    for (Map<String, Object> changes : row.policies()) {
      Map<String, Object> rules = changed(policies.get(row.token()), changes);
      candidates.add(
          new Candidate(
              (String) rules.getOrDefault("owner", "acme"),
              policy(id(candidates.size()), rules),
              Optional.ofNullable((String) rules.get("pinnedRepositoryId")),
              Optional.ofNullable((String) rules.get("pinnedOwnerId")),
              !Boolean.FALSE.equals(rules.get("escrowed"))));
    }
    return candidates;
  }

  Wish wish(Case row, Workload workload) {
    return new Wish(
        workload,
        new EnvironmentName(Optional.ofNullable(row.environment()).orElse("production")),
        Optional.empty(),
        Optional.ofNullable(row.policyId()).map(WorkloadCorpus::id),
        now);
  }

  private static PolicyId id(int place) {
    return new PolicyId(Integer.toHexString(place).repeat(32));
  }

  private static TrustPolicy policy(PolicyId id, Map<String, Object> rules) {
    return new TrustPolicy(
        id,
        VAULT,
        new Origin(
            (String) rules.get("platform"),
            (String) rules.get("issuer"),
            (String) rules.get("repository"),
            Optional.ofNullable((String) rules.get("repositoryId")),
            Optional.ofNullable((String) rules.get("ownerId"))),
        new Conditions(
            texts(rules, "branches").stream().map(Glob::new).toList(),
            texts(rules, "tags").stream().map(Glob::new).toList(),
            texts(rules, "deployments"),
            texts(rules, "workflows"),
            texts(rules, "events"),
            Boolean.TRUE.equals(rules.get("forks")),
            Boolean.TRUE.equals(rules.get("protectedRefs"))),
        new Release(
            texts(rules, "environments").stream().map(EnvironmentName::new).toList(),
            false,
            Optional.ofNullable((String) rules.get("expires")).map(Instant::parse),
            OptionalInt.empty()));
  }

  private static List<String> texts(Map<String, Object> rules, String name) {
    return rules.get(name) instanceof List<?> list
        ? list.stream().map(String.class::cast).toList()
        : List.of();
  }

  private static Map<String, Object> changed(
      Map<String, Object> base, Map<String, Object> changes) {
    Map<String, Object> result = new LinkedHashMap<>(base);
    if (changes != null) {
      result.putAll(changes);
    }
    return result;
  }

  private static <T> List<T> list(JsonObject corpus, String name, Class<T> type) {
    return corpus.getAsJsonArray(name).asList().stream()
        .map(entry -> GSON.fromJson(entry, type))
        .toList();
  }

  @SuppressWarnings("unchecked") // Gson makes exactly this of an object
  private static Map<String, Map<String, Object>> maps(JsonObject objects) {
    Map<String, Map<String, Object>> result = new LinkedHashMap<>();
    objects
        .asMap()
        .forEach((name, object) -> result.put(name, GSON.fromJson(object, LinkedHashMap.class)));
    return result;
  }
}
