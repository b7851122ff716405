package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.cli.Coffer.Said;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.escrow.SealedAnswerContext;
import dev.coffer.protocol.wire.workload.ExchangedToken;
import dev.coffer.protocol.wire.workload.PulledEnvironment;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of a job that a server refuses, and of one that it lies to. */
final class OidcRefusalsTest extends CiCheckout {
  @ParameterizedTest
  @CsvSource({
    "token_invalid, 401, 3",
    "audience_not_allowed, 401, 3",
    "token_replayed, 401, 3",
    "policy_not_found, 403, 3",
    "branch_not_allowed, 403, 3",
    "escrow_missing, 403, 3",
    "not_found, 404, 7"
  })
  void pull_refused_saysTheServersReasonAndHint(String code, int status, int exitCode)
      throws IOException {
    server.refusal = problem(status, code);
    Said said = run(server.gitlabJob(), PULL);
    assertThat(said)
        .isEqualTo(
            new Said(
                exitCode,
                "",
                "coffer: the server says: no, because of the branch\nhint: allow it\n"));
    assertNothingShownOrLeft(said);
    assertThat(server.requests).containsExactly("POST /api/vault/oidc");
  }

  @Test
  void pull_tooOften_saysWhenToComeBack() throws IOException {
    server.refusal =
        Map.of("status", 429, "code", "rate_limited", "detail", "slowly", "retryAfterSeconds", 90);
    Said said = run(server.gitlabJob(), PULL);
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.err()).contains("hint: try again in 90 seconds");
    assertNothingShownOrLeft(said);
  }

  @Test
  void pull_refusedWithoutHint_namesTheDoctor() {
    server.refusal = Map.of("status", 403, "code", "policy_expired", "detail", "over");
    assertThat(run(server.gitlabJob(), PULL).err())
        .isEqualTo(
            """
            coffer: the server says: over
            hint: run 'coffer ci doctor' in the job: it says what to change
            """);
  }

  @Test
  void pull_policyRevokedBetweenExchangeAndPull_isRefused() throws IOException {
    server.pullRefusal = Map.of("status", 401, "code", "not_signed_in");
    Said said = run(server.gitlabJob(), PULL);
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("its policy was revoked").doesNotContain("login");
    assertNothingShownOrLeft(said);
  }

  @Test
  void pull_serverAway_doesNotSpeakOfALocalCopy() throws IOException {
    Map<String, String> job = server.gitlabJob();
    server.close();
    Said said = run(job, PULL);
    assertThat(said.code()).isEqualTo(5);
    assertThat(said.err()).contains("hint: nothing was written").doesNotContain("local copy");
    assertNothingShownOrLeft(said);
    server.refusal = Map.of();
  }

  @Test
  void pull_noJob_says() throws IOException {
    Said said = run(Map.of("COFFER_SERVER", server.address()), PULL);
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("no job of a CI platform");
    assertNothingShownOrLeft(said);
    assertThat(server.requests).isEmpty();
  }

  @Test
  void pull_offline_asksNobody() throws IOException {
    Said said = run(server.githubJob(), "--offline", "pull", "--oidc", "--output=.env");
    assertThat(said.code()).isEqualTo(5);
    assertNothingShownOrLeft(said);
    assertThat(server.requests).isEmpty();
  }

  /** A lie, and what is said about it. */
  private record Lie(String name, String said, java.util.function.Consumer<CiServer> told) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Lie pulled(String name, String said, UnaryOperator<PulledEnvironment> change) {
    return new Lie(name, said, server -> server.pulled = change);
  }

  private static Lie place(String name, UnaryOperator<SealedAnswerContext> change) {
    return new Lie(name, "cannot open", server -> server.place = change);
  }

  private static Lie exchanged(String name, UnaryOperator<ExchangedToken> change) {
    return new Lie(name, "another vault, environment", server -> server.exchanged = change);
  }

  static List<Lie> lies() {
    return List.of(
        new Lie("no signature", "carries no X-Coffer-Signature", s -> s.signature = v -> ""),
        new Lie(
            "signature of other bytes", "signature does not match", s -> s.signature = v -> "AAAA"),
        pulled(
            "values in the open",
            "did not seal",
            a -> new PulledEnvironment(a.env(), 7, Map.of("A", "s3cret"), null)),
        pulled(
            "both",
            "did not seal",
            a -> new PulledEnvironment(a.env(), 7, Map.of("A", "s3cret"), a.sealed())),
        pulled("no version", "did not seal", a -> new PulledEnvironment(a.env(), null, null, "A")),
        pulled(
            "another environment's name",
            "another vault, environment",
            a -> new PulledEnvironment("default", 7, null, a.sealed())),
        pulled(
            "another version",
            "cannot open",
            a -> new PulledEnvironment(a.env(), 8, null, a.sealed())),
        pulled("no base64", "cannot be read", a -> new PulledEnvironment(a.env(), 7, null, "?!")),
        pulled("too short", "cannot open", a -> new PulledEnvironment(a.env(), 7, null, "AAAA")),
        place(
            "sealed for another environment",
            p ->
                new SealedAnswerContext(
                    p.vault(), new EnvironmentName("staging"), p.version(), p.recipient())),
        place(
            "sealed for an older version",
            p -> new SealedAnswerContext(p.vault(), p.environment(), 6, p.recipient())),
        exchanged(
            "token for another vault",
            t -> new ExchangedToken(t.token(), null, t.policyId(), "bank", t.env(), true)),
        exchanged(
            "token for another environment",
            t -> new ExchangedToken(t.token(), null, t.policyId(), t.vaultId(), "x", true)),
        new Lie(
            "no token",
            "gave no token",
            s ->
                s.exchanged =
                    t -> new ExchangedToken(null, null, null, t.vaultId(), t.env(), true)));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void pull_answerThatIsALie_isRefusedAndNothingWritten(Lie lie) throws IOException {
    lie.told().accept(server);
    Said said = run(server.gitlabJob(), PULL);
    assertThat(said.code()).isEqualTo(6);
    assertThat(said.err()).contains(lie.said());
    assertNothingShownOrLeft(said);
  }
}
