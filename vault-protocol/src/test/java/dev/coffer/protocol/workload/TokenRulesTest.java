package dev.coffer.protocol.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.protocol.problem.Problem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TokenRulesTest {
  private static final long NOW = 1_800_000_000;
  private static final TokenRules RULES = new TokenRules(Set.of("coffer", "coffer.example"));

  private static Optional<Problem> refusal(String claim, Object value) {
    Map<String, Object> claims =
        new HashMap<>(Map.of("aud", "coffer", "iat", NOW, "nbf", NOW, "exp", NOW + 300));
    claims.put(claim, value);
    return RULES
        .refusal(new Claims(claims), Instant.ofEpochSecond(NOW))
        .map(Verdict.Refused::problem);
  }

  @Test
  void times_atTheEdges_countAMinuteOfSkew() {
    assertThat(refusal("exp", NOW - 59)).isEmpty();
    assertThat(refusal("exp", NOW - 60)).contains(Problem.TOKEN_EXPIRED);
    assertThat(refusal("nbf", NOW + 60)).isEmpty();
    assertThat(refusal("nbf", NOW + 61)).contains(Problem.TOKEN_INVALID);
    assertThat(refusal("iat", NOW + 60)).isEmpty();
    assertThat(refusal("iat", NOW + 61)).contains(Problem.TOKEN_INVALID);
  }

  @Test
  void lifetime_isADayAtMost_alsoWithoutAStart() {
    assertThat(refusal("exp", NOW + 86_400)).isEmpty();
    assertThat(refusal("exp", NOW + 86_401)).contains(Problem.TOKEN_INVALID);
    assertThat(refusal("exp", null)).contains(Problem.TOKEN_INVALID);
    Claims startless = new Claims(Map.of("aud", "coffer", "exp", NOW + 86_401));
    assertThat(RULES.refusal(startless, Instant.ofEpochSecond(NOW)))
        .map(Verdict.Refused::problem)
        .contains(Problem.TOKEN_INVALID);
  }

  @Test
  void audiences_mustAllBeOurs() {
    assertThat(refusal("aud", List.of("coffer.example", "coffer"))).isEmpty();
    assertThat(refusal("aud", List.of("coffer", "other"))).contains(Problem.AUDIENCE_NOT_ALLOWED);
    assertThat(refusal("aud", "COFFER")).contains(Problem.AUDIENCE_NOT_ALLOWED);
    assertThat(refusal("aud", "coffer/")).contains(Problem.AUDIENCE_NOT_ALLOWED);
    assertThat(refusal("aud", List.of())).contains(Problem.AUDIENCE_NOT_ALLOWED);
  }
}
