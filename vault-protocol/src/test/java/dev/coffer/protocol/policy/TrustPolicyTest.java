package dev.coffer.protocol.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.TestPolicy;
import dev.coffer.protocol.VaultId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustPolicyTest {
  private static final TrustPolicy FULL = TestPolicy.full(7);
  private static final EnvironmentName PRODUCTION = new EnvironmentName("production");

  @Test
  void parse_ofText_isThePolicy() {
    TrustPolicy small = TestPolicy.of(1, new VaultId("v"), "default");
    assertThat(TrustPolicy.parse(FULL.text())).isEqualTo(FULL);
    assertThat(TrustPolicy.parse(small.text())).isEqualTo(small);
  }

  @Test
  void text_listsEveryFieldOnce_sorted() {
    assertThat(FULL.text())
        .isEqualTo(
            """
            coffer/1 trust policy
            policy 00000000000000000000000000000007
            vault vault-1
            platform gitlab
            issuer https://gitlab.example.com
            repository group/sub group/app
            repository-id 4711
            owner-id 42
            branch main
            branch release/*
            tag v?.*
            deployment production:eastus
            deployment staging
            workflow .gitlab-ci.yml
            event-name push
            event-name web
            forks allowed
            refs protected
            environment production
            environment staging
            answers plain
            expires 2027-01-31T23:59:59Z
            pulls-per-day 50
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "forks allowed,forks perhaps",
    "refs protected,refs",
    "answers plain,answers Plain",
    "pulls-per-day 50,pulls-per-day 0",
    "pulls-per-day 50,pulls-per-day 050",
    "platform gitlab,platform GitLab",
    "repository-id 4711,repository-id 4/11",
    "branch main,branch  main",
  })
  void parse_ofAnotherForm_isMalformed(String line, String changed) {
    String text = FULL.text().replace(line, changed);
    assertThat(text).isNotEqualTo(FULL.text());
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> TrustPolicy.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"octo/*", "octo/ap?", "**"})
  void repository_isNeverAPattern(String repository) {
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(
            () ->
                new Origin(
                    "github", "https://a.test", repository, Optional.empty(), Optional.empty()))
        .withMessageContaining("wildcard");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "github", "ftp://a.test", "https://a.test/ x", "https://"})
  void issuer_isAnAddress(String issuer) {
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(
            () -> new Origin("github", issuer, "octo/app", Optional.empty(), Optional.empty()));
  }

  @Test
  void environments_areNamed_eachOnce() {
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> release(List.of()));
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> release(List.of(PRODUCTION, PRODUCTION)));
  }

  @Test
  void lists_haveFiftyEntriesAtMost() {
    List<Glob> fifty = IntStream.range(0, 50).mapToObj(i -> new Glob("branch" + i)).toList();
    assertThat(conditions(fifty).branches()).hasSize(50);
    List<Glob> more = IntStream.range(0, 51).mapToObj(i -> new Glob("branch" + i)).toList();
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> conditions(more));
  }

  @Test
  void expiry_isAWholeSecond() {
    Instant between = Instant.parse("2027-01-31T23:59:59.5Z");
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(
            () ->
                new Release(List.of(PRODUCTION), false, Optional.of(between), OptionalInt.empty()));
  }

  private static Release release(List<EnvironmentName> environments) {
    return new Release(environments, false, Optional.empty(), OptionalInt.empty());
  }

  private static Conditions conditions(List<Glob> branches) {
    List<String> none = Collections.emptyList();
    return new Conditions(branches, List.of(), none, none, none, false, false);
  }
}
