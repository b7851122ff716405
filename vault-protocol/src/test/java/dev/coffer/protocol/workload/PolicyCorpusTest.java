package dev.coffer.protocol.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.SuppressForbidden;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.workload.WorkloadCorpus.Case;
import dev.coffer.protocol.workload.WorkloadCorpus.Issuer;
import dev.coffer.protocol.workload.platform.Platforms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every run of the corpus gets its verdict, and {@code docs/policies.md} shows exactly these. With
 * {@code -Dcoffer.docs.write=true} the table is put there.
 */
@SuppressForbidden("its page is written")
final class PolicyCorpusTest {
  private static final WorkloadCorpus CORPUS = WorkloadCorpus.read();
  private static final Path PAGE = Path.of("../docs/policies.md");
  private static final String BEGIN = "<!-- verdicts: made by PolicyCorpusTest -->\n";
  private static final String END = "<!-- end of verdicts -->\n";

  static Stream<Case> cases() {
    return CORPUS.cases().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void run_getsItsVerdict(Case row) {
    assertThat(verdict(row)).isEqualTo(row.verdict());
  }

  @Test
  void corpus_isLargeAndHasEveryVerdictOfTheCheck() {
    assertThat(CORPUS.cases().size()).isGreaterThanOrEqualTo(100);
    Set<String> verdicts = cases().map(Case::verdict).collect(Collectors.toSet());
    Set<String> known =
        EnumSet.range(Problem.POLICY_NOT_FOUND, Problem.ESCROW_MISSING).stream()
            .map(Problem::code)
            .collect(Collectors.toSet());
    assertThat(verdicts).containsAll(known);
  }

  @Test
  void page_showsTheCorpus() throws IOException {
    String made =
        "| platform | run | policy | verdict |\n|---|---|---|---|\n"
            + cases()
                .map(
                    row ->
                        "| %s | %s | %s | %s |\n"
                            .formatted(row.token(), row.run(), row.policy(), shown(row.verdict())))
                .collect(Collectors.joining());
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    if (Boolean.getBoolean("coffer.docs.write")) {
      Files.writeString(PAGE, page.substring(0, begin) + made + page.substring(end));
      return;
    }
    assertThat(page.substring(begin, end)).isEqualTo(made);
  }

  private static String shown(String verdict) {
    return verdict.equals("allowed")
        ? "**allowed**"
        : "[`" + verdict + "`](problems/" + verdict + ".md)";
  }

  /** As server and client do it: issuer, audience and times, claims, policies. */
  private static String verdict(Case row) {
    Claims claims = CORPUS.claims(row);
    Optional<Issuer> issuer = issuer(claims);
    if (issuer.isEmpty()) {
      return Problem.ISSUER_UNKNOWN.code();
    }
    Optional<Verdict.Refused> refusal =
        new TokenRules(Set.copyOf(CORPUS.audiences())).refusal(claims, CORPUS.now());
    return refusal.map(PolicyCorpusTest::code).orElseGet(() -> judged(row, issuer.get(), claims));
  }

  private static Optional<Issuer> issuer(Claims claims) {
    return CORPUS.issuers().stream()
        .filter(issuer -> issuer.issuer().equals(claims.text("iss")))
        .findFirst();
  }

  private static String judged(Case row, Issuer issuer, Claims claims) {
    try {
      Workload workload = Platforms.of(issuer.kind()).workload(issuer.platform(), claims);
      List<Candidate> candidates = CORPUS.candidates(row);
      return code(PolicyCheck.verdict(candidates, CORPUS.wish(row, workload)));
    } catch (Malformed e) {
      assertThat(e).hasMessageNotContaining("evil");
      return Problem.TOKEN_INVALID.code();
    }
  }

  private static String code(Verdict verdict) {
    return verdict instanceof Verdict.Refused refused ? refused.problem().code() : "allowed";
  }
}
