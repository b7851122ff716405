package dev.coffer.it.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Person;
import dev.coffer.it.kit.Running;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.problem.ProblemBody;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile and clumsy requests: each is told apart, and none leaves anything. */
final class BadRequestIT {
  private static final String SYNC = "/api/vaults/v/sync";
  private static final int LIMIT = 10_485_760;

  private Person person;

  @BeforeEach
  void join() throws Exception {
    person = Running.H2.people().join();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{} {}",
        "{\"encryptedBlob\":1}",
        "{\"encryptedBlob\":\"a\",\"encryptedBlob\":\"b\"}",
        "{\"encryptedBlob\":\"a\",\"expectedVersion\":1.5}",
        "{\"encryptedBlob\":\"a\",\"expectedVersion\":\"1\"}",
        "{\"encryptedBlob\":\"a\",\"expectedVersion\":4294967297}",
        "{\"encryptedBlob\":\"a\",\"force\":\"true\"}",
        "{\"encryptedBlob\":\"a\",\"schema\":[]}",
        "{\"encryptedBlob\":\"a\",\"format\":\"coffer/2\"}",
        "{\"encryptedBlob\":\"\\u0000\"}",
        "{\"encryptedBlob\":\"\\ud800\"}",
        "{}"
      })
  void push_malformedBody_400AndNothingStored(String body) throws Exception {
    Answer refused = person.api().postText(SYNC, body).require(400);
    assertProblem(refused, Problem.MALFORMED_REQUEST);
    person.api().get(SYNC).require(404);
  }

  @Test
  void push_base64NotStrict_400() throws Exception {
    String key = LpmPush.sealed(48);
    for (String blob :
        List.of(
            "AAAA:AAAA",
            LpmPush.sealed(64).replace(":", ""),
            LpmPush.sealed(64) + "\n",
            "AAAAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAB==",
            "A-AAAAAAAAAAAAAA:AAAAAAAAAAAAAAAAAAAAAAAA")) {
      assertProblem(
          person.api().post(SYNC, LpmPush.with(blob, key)).require(400), Problem.MALFORMED_REQUEST);
    }
    assertProblem(
        person.api().post(SYNC, LpmPush.with(LpmPush.sealed(64), LpmPush.sealed(47))).require(400),
        Problem.MALFORMED_REQUEST);
    person.api().get(SYNC).require(404);
  }

  @Test
  void push_oneByteMoreThan10MiB_413() throws Exception {
    String body = "{\"encryptedBlob\":\"" + "A".repeat(LIMIT - 19) + "\"}";
    assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSize(LIMIT + 1);
    Answer refused = person.api().postText(SYNC, body).require(413);
    assertProblem(refused, Problem.BODY_TOO_LARGE);
    assertThat(refused.problem().detail()).contains("10485760");
    // One byte less is read, and refused for what it is.
    String fits = "{\"encryptedBlob\":\"" + "A".repeat(LIMIT - 20) + "\"}";
    assertProblem(person.api().postText(SYNC, fits).require(400), Problem.MALFORMED_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%25b", "..a", "a..b", "%20", "-a", "a%E2%82%AC"})
  void vaultId_ofAnotherForm_400(String id) throws Exception {
    for (String route : List.of("sync", "versions", "keys", "audit")) {
      assertProblem(
          person.api().get("/api/vaults/" + id + "/" + route).require(400), Problem.MALFORMED_ID);
    }
    String push = "{\"encryptedBlob\":\"x\"}";
    person.api().postText("/api/vaults/" + id + "/sync", push).require(400);
  }

  @Test
  void vaultId_tenThousandCharacters_400WithoutEcho() throws Exception {
    Answer refused = person.api().get("/api/vaults/" + "a".repeat(10_000) + "/sync").require(400);
    assertProblem(refused, Problem.MALFORMED_ID);
    assertThat(refused.text()).doesNotContain("aaaaaaaaaa");
  }

  /** The application server refuses these before any application sees them. */
  @ParameterizedTest
  @ValueSource(strings = {"a%2Fb", "%2E%2E", "a%00b"})
  void vaultId_thatIsNoSegment_neverReachesAVault(String id) throws Exception {
    assertThat(person.api().get("/api/vaults/" + id + "/sync").status()).isIn(400, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"version=0", "version=-1", "version=x", "version=99999999999"})
  void pull_versionThatIsNone_400(String query) throws Exception {
    assertProblem(person.api().get(SYNC + "?" + query).require(400), Problem.MALFORMED_REQUEST);
  }

  @Test
  void wrongMediaTypeMethodAndRoute_eachItsProblem() throws Exception {
    assertProblem(
        person.api().with("Content-Type", "text/plain").postText(SYNC, "{}").require(415),
        Problem.UNSUPPORTED_MEDIA_TYPE);
    assertProblem(
        person.api().with("Accept", "text/html").get("/api/vaults").require(406),
        Problem.NOT_ACCEPTABLE);
    Answer method = person.api().delete("/api/vaults").require(405);
    assertProblem(method, Problem.METHOD_NOT_ALLOWED);
    assertThat(method.header("Allow")).contains("GET");
    assertProblem(person.api().get("/api/nothing").require(404), Problem.NOT_FOUND);
    assertProblem(person.api().get("/nothing").require(404), Problem.NOT_FOUND);
  }

  @Test
  void everyRouteOfVaults_noBearer_401WithABody() throws Exception {
    for (String path : List.of("/api/vaults", SYNC, "/api/audit", "/api/vaults/v/keys")) {
      assertProblem(Running.H2.server().api().get(path).require(401), Problem.NOT_SIGNED_IN);
    }
  }

  private static void assertProblem(Answer answer, Problem problem) {
    ProblemBody body = answer.problem();
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.status()).isEqualTo(problem.status());
    assertThat(body.status()).isEqualTo(problem.status());
    assertThat(body.code()).isEqualTo(problem.code());
    assertThat(body.type()).isEqualTo(problem.type());
    assertThat(body.title()).isEqualTo(problem.title());
    assertThat(body.error()).isEqualTo(body.detail()).isNotEmpty();
  }
}
