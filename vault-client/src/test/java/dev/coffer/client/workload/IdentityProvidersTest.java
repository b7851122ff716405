package dev.coffer.client.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.TokenEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityProvidersTest {
  private static final Audience OTHER = new Audience("https://coffer.example", true);
  private static final String TOKEN = JobTokens.forAudience("coffer");

  @TempDir Path folder;

  private static final IdentityProviders ALL =
      IdentityProviders.all(new TokenEndpoint(Optional.empty()));

  private static String token(Map<String, String> environment, Audience audience) {
    return ALL.of(environment).idToken(environment, audience).text();
  }

  private static ClientException refused(Map<String, String> environment, Audience audience) {
    ClientException failure =
        catchThrowableOfType(ClientException.class, () -> token(environment, audience));
    assertThat(failure).as("a refusal").isNotNull();
    assertThat(failure.hint()).isPresent();
    environment.values().stream()
        .filter(value -> value.startsWith("ey"))
        .forEach(
            value ->
                assertThat(failure.getMessage() + failure.hint().orElse(""))
                    .doesNotContain(value.substring(0, 20)));
    return failure;
  }

  @ParameterizedTest
  @CsvSource({
    "COFFER_OIDC_TOKEN, a token given to the job",
    "LPM_OIDC_TOKEN, a token given to the job",
    "COFFER_OIDC_TOKEN_FILE, a token file",
    "ACTIONS_ID_TOKEN_REQUEST_URL, GitHub Actions",
    "GITHUB_ACTIONS, GitHub Actions",
    "COFFER_GITLAB_OIDC_TOKEN, GitLab CI/CD",
    "LPM_GITLAB_OIDC_TOKEN, GitLab CI/CD",
    "CI_JOB_JWT_V2, GitLab CI/CD",
    "GITLAB_CI, GitLab CI/CD",
    "CIRCLE_OIDC_TOKEN_V2, CircleCI",
    "CIRCLECI, CircleCI",
    "BUILDKITE, Buildkite"
  })
  void of_variableOfAPlatform_isThatPlatform(String variable, String name) {
    assertThat(ALL.of(Map.of(variable, "true")).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "COFFER_OIDC_TOKEN, ask the platform",
    "COFFER_OIDC_TOKEN_FILE, ask the platform",
    "GITLAB_CI, id_tokens",
    "CIRCLECI, circleci run oidc get"
  })
  void another_whereAJobHasOneToken_saysHowItGetsOneMore(String variable, String how) {
    assertThat(ALL.of(Map.of(variable, "true")).another().orElseThrow()).contains(how);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GITHUB_ACTIONS", "BUILDKITE"})
  void another_whereEachQuestionGivesAFreshOne_isNothingToDo(String variable) {
    assertThat(ALL.of(Map.of(variable, "true")).another()).isEmpty();
  }

  @Test
  void of_severalAtOnce_takesWhatAPersonSetFirst() {
    Map<String, String> environment =
        Map.of("GITHUB_ACTIONS", "true", "COFFER_OIDC_TOKEN", TOKEN, "LPM_OIDC_TOKEN", "x");
    assertThat(token(environment, Audience.DEFAULT)).isEqualTo(TOKEN);
    assertThat(ALL.of(Map.of("GITLAB_CI", "true", "COFFER_OIDC_TOKEN_FILE", "/nowhere")).name())
        .isEqualTo("a token file");
  }

  @Test
  void of_noJob_saysWhatWouldBeOne() {
    assertThatThrownBy(() -> ALL.of(Map.of("CI", "true", "COFFER_OIDC_TOKEN", "")))
        .isInstanceOf(ClientException.NotSignedIn.class)
        .hasMessageContaining("no job of a CI platform");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "COFFER_OIDC_TOKEN",
        "LPM_OIDC_TOKEN",
        "COFFER_GITLAB_OIDC_TOKEN",
        "LPM_GITLAB_OIDC_TOKEN",
        "CIRCLE_OIDC_TOKEN_V2"
      })
  void idToken_ofAVariable_isForTheAudienceThatAPersonNamed(String variable) {
    Map<String, String> environment = Map.of(variable, " " + TOKEN + "\n");
    assertThat(token(environment, Audience.DEFAULT)).isEqualTo(TOKEN);
    assertThat(token(environment, new Audience("coffer", true))).isEqualTo(TOKEN);
    assertThat(refused(environment, OTHER))
        .isInstanceOf(ClientException.Usage.class)
        .hasMessageContaining("not for the audience 'https://coffer.example'");
    assertThat(refused(Map.of(variable, "not.a token"), Audience.DEFAULT))
        .hasMessageContaining(variable + " gives no identity token");
    String unsigned = TOKEN.substring(0, TOKEN.lastIndexOf('.') + 1);
    assertThat(refused(Map.of(variable, unsigned), Audience.DEFAULT))
        .hasMessageContaining("no signed JWT");
    String large = TOKEN + "x".repeat(24 * 1024);
    assertThat(refused(Map.of(variable, large), Audience.DEFAULT))
        .hasMessageContaining("no signed JWT");
  }

  @Test
  void idToken_severalAudiences_oneOfThemIsEnough() {
    String token = JobTokens.forAudience(List.of("other", OTHER.value()));
    assertThat(token(Map.of("COFFER_OIDC_TOKEN", token), OTHER)).isEqualTo(token);
  }

  @Test
  void idToken_gitlabWithoutIdTokens_saysHowToDeclareThem() {
    ClientException failure = refused(Map.of("GITLAB_CI", "true"), OTHER);
    assertThat(failure).isInstanceOf(ClientException.NotSignedIn.class);
    assertThat(failure.hint().orElseThrow())
        .contains("id_tokens: { COFFER_GITLAB_OIDC_TOKEN: { aud: 'https://coffer.example' } }");
  }

  @Test
  void idToken_gitlabsOldToken_isRefusedAndSaidWhy() {
    ClientException failure =
        refused(Map.of("GITLAB_CI", "true", "CI_JOB_JWT_V2", TOKEN), Audience.DEFAULT);
    assertThat(failure).hasMessageContaining("CI_JOB_JWT_V2 is not taken: GitLab removed it");
    assertThat(failure.hint().orElseThrow()).contains("id_tokens");
  }

  @Test
  void idToken_circleWithoutToken_saysWhenThatIsSo() {
    assertThat(refused(Map.of("CIRCLECI", "true"), Audience.DEFAULT).hint().orElseThrow())
        .contains("fork");
  }

  @Test
  void idToken_circleWithAnotherAudience_saysThatItIsFixed() {
    String token = JobTokens.forAudience("organisation-id");
    assertThat(token(Map.of("CIRCLE_OIDC_TOKEN_V2", token), Audience.DEFAULT)).isEqualTo(token);
    assertThat(refused(Map.of("CIRCLE_OIDC_TOKEN_V2", token), OTHER).hint().orElseThrow())
        .contains("organisation's id", "circleci run oidc get");
  }

  @Test
  void idToken_file_isReadAndMustBeForTheAudience() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
    Map<String, String> environment = Map.of("COFFER_OIDC_TOKEN_FILE", file.toString());
    assertThat(token(environment, Audience.DEFAULT)).isEqualTo(TOKEN);
    Files.writeString(file, JobTokens.forAudience(List.of("https://kubernetes.default.svc")));
    ClientException failure = refused(environment, Audience.DEFAULT);
    assertThat(failure).hasMessageContaining("so it was not sent");
    assertThat(failure.hint().orElseThrow()).contains("project a token with 'audience: coffer'");
    Files.delete(file);
    assertThat(refused(environment, Audience.DEFAULT)).hasMessageContaining("cannot be read");
  }

  @Test
  void idToken_mountedFile_isThatOfKubernetes() throws IOException {
    Path file = folder.resolve("mounted");
    TokenFile kubernetes = TokenFile.mounted(file);
    assertThat(kubernetes.isEnabled(Map.of())).isFalse();
    Files.writeString(file, TOKEN);
    assertThat(kubernetes.isEnabled(Map.of())).isTrue();
    assertThat(kubernetes.idToken(Map.of(), Audience.DEFAULT).text()).isEqualTo(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", " ", "a\nb", "\u00e9"})
  void audience_thatNoTokenHas_isRefused(String text) {
    assertThatThrownBy(() -> new Audience(text, true)).isInstanceOf(ClientException.Usage.class);
  }

  @Test
  void audience_optionBeforeVariableBeforeDefault() {
    Map<String, String> named = Map.of("COFFER_OIDC_AUDIENCE", "variable");
    assertThat(Audience.of(Optional.of("option"), named)).isEqualTo(new Audience("option", true));
    assertThat(Audience.of(Optional.empty(), named)).isEqualTo(new Audience("variable", true));
    assertThat(Audience.of(Optional.empty(), Map.of())).isEqualTo(Audience.DEFAULT);
  }

  @Test
  void token_asText_isRedacted() {
    IdentityToken token = IdentityToken.of(TOKEN, "a test");
    assertThat(token).hasToString("IdentityToken[redacted]");
    assertThat(token.claims().toString()).doesNotContain("issuer.example");
    assertThat(new TokenEndpoint.Answer(200, TOKEN)).hasToString("Answer[200]");
  }

  @Test
  void claims_ofWhatIsNoObject_areRefused() {
    IdentityToken token = IdentityToken.of("a.W10.c", "a test");
    assertThatThrownBy(token::claims).hasMessage("the identity token cannot be read");
  }
}
