package dev.coffer.client.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.policy.SamplePolicies;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.Release;
import dev.coffer.protocol.policy.TrustPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyLintTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final VaultId VAULT = new VaultId("shop");
  private static final Release RELEASE =
      new Release(
          List.of(new EnvironmentName("production")),
          false,
          Optional.of(Instant.parse("2027-01-31T00:00:00Z")),
          OptionalInt.of(50));
  private static final Origin ORIGIN = origin("github", Optional.of("777001"));

  private static Origin origin(String platform, Optional<String> id) {
    return new Origin(platform, SamplePolicies.ISSUER, "acme/shop", id, Optional.empty());
  }

  private static TrustPolicy policy(int id, Origin origin, Conditions conditions, Release release) {
    return new TrustPolicy(SamplePolicies.id(id), VAULT, origin, conditions, release);
  }

  private static Set<String> ids(TrustPolicy policy) {
    Set<String> ids = new TreeSet<>();
    new PolicyLint(NOW, Map.of()).of(policy).forEach(warning -> ids.add(warning.id()));
    return ids;
  }

  private static Set<String> ids(Conditions conditions) {
    return ids(policy(1, ORIGIN, conditions, RELEASE));
  }

  /** What each list of words, separated by blanks, is. */
  private static Conditions conditions(
      String branches, String deployments, String workflows, String events, boolean forks) {
    return new Conditions(
        words(branches).stream().map(Glob::new).toList(),
        List.of(),
        words(deployments),
        words(workflows),
        words(events),
        forks,
        false);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(" ", -1));
  }

  @Test
  void of_aCarefulPolicy_isSilent() {
    assertThat(ids(SamplePolicies.CONDITIONS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "**,'',deploy.yml,push,false,wildcard_covers_everything unprotected_refs",
    "*,'',deploy.yml,push,false,wildcard_covers_everything unprotected_refs",
    "release/*,'',deploy.yml,push,false,unprotected_refs",
    "release/*,production,deploy.yml,push,false,deployment_hides_ref unprotected_refs",
    "main,production,deploy.yml,push,false,''",
    "main,'',deploy.yml,push,true,forks_allowed",
    "main,'',deploy.yml,pull_request_target,true,forks_allowed event_of_outsiders",
    "main,'',deploy.yml,workflow_run,false,event_of_outsiders event_never_fits",
    "main,'',deploy.yml,pull_request,false,event_never_fits",
    "main,'',deploy.yml,issue_comment,false,event_of_outsiders",
    "main,'',acme/ci/.github/workflows/x.yml@refs/tags/v3,push,false,workflow_not_pinned",
    "main,'',acme/ci/x.yml@5f3c1d0e9b8a7f6e5d4c3b2a190817263544f0e1,push,false,''",
    "'','',deploy.yml,push,false,opens_nothing",
    "main,'','',push,false,opens_nothing",
    "main,'',deploy.yml,'',false,opens_nothing"
  })
  void of_conditions_findsWhatIsWiderThanMeant(
      String branches,
      String deployments,
      String workflows,
      String events,
      boolean forks,
      String expected) {
    assertThat(ids(conditions(branches, deployments, workflows, events, forks)))
        .isEqualTo(new TreeSet<>(words(expected)));
  }

  @Test
  void of_protectedRefs_aWildcardIsNoWarning() {
    Conditions guarded =
        new Conditions(
            List.of(new Glob("release/*")),
            List.of(new Glob("v*")),
            List.of("production"),
            List.of("deploy.yml"),
            List.of("push"),
            false,
            true);
    assertThat(ids(guarded)).isEmpty();
  }

  @Test
  void of_namesWithoutIds_warns() {
    TrustPolicy named =
        policy(1, origin("github", Optional.empty()), SamplePolicies.CONDITIONS, RELEASE);
    assertThat(ids(named)).containsExactly("ids_not_pinned", "subject_without_ids");
  }

  @Test
  void of_releaseWithoutLimits_warns() {
    Release open = new Release(RELEASE.environments(), true, Optional.empty(), OptionalInt.empty());
    TrustPolicy policy = policy(1, ORIGIN, SamplePolicies.CONDITIONS, open);
    assertThat(ids(policy)).containsExactly("no_expiry", "no_pull_limit", "plain_answers");
    assertThat(new PolicyLint(NOW, Map.of()).of(policy))
        .extracting(PolicyWarning::isSevere)
        .containsExactly(true, false, false);
  }

  @Test
  void of_expired_warnsFromThatSecondOn() {
    Release ended = new Release(RELEASE.environments(), false, Optional.of(NOW), OptionalInt.of(1));
    assertThat(ids(policy(1, ORIGIN, SamplePolicies.CONDITIONS, ended))).containsExactly("expired");
  }

  @Test
  void of_platformOfAnotherName_isJudgedByItsKind() {
    Conditions branches = conditions("main", "", "", "", false);
    TrustPolicy policy = policy(1, origin("corp", Optional.of("1")), branches, RELEASE);
    assertThat(new PolicyLint(NOW, Map.of()).of(policy)).isEmpty();
    assertThat(new PolicyLint(NOW, Map.of("corp", "kubernetes")).of(policy))
        .extracting(PolicyWarning::id)
        .containsExactly("opens_nothing");
  }

  private static List<String> beside(Conditions one, Conditions other) {
    TrustPolicy second = policy(2, ORIGIN, other, RELEASE);
    return new PolicyLint(NOW, Map.of())
        .of(policy(1, ORIGIN, one, RELEASE), List.of(second)).stream()
            .map(PolicyWarning::id)
            .filter("overlaps"::equals)
            .toList();
  }

  @Test
  void of_twoPoliciesThatOneRunCanFit_warns() {
    Conditions main = SamplePolicies.CONDITIONS;
    String file = ".github/workflows/deploy.yml";
    assertThat(beside(main, conditions("ma*", "", file, "push", false))).hasSize(1);
    assertThat(beside(main, main)).as("the same in effect").isEmpty();
    assertThat(beside(main, conditions("dev", "", file, "push", false))).isEmpty();
    assertThat(beside(main, conditions("main", "", "other.yml", "push", false))).isEmpty();
    assertThat(beside(main, conditions("main", "production", file, "push", false))).isEmpty();
  }

  @Test
  void rules_areDescribedOnTheirPage() throws IOException {
    String page = Files.readString(Path.of("../docs/policies.md"));
    EnumSet.allOf(LintRule.class)
        .forEach(rule -> assertThat(page).contains("| `" + rule.id() + "` |"));
  }
}
