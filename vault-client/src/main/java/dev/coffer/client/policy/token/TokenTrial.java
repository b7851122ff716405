package dev.coffer.client.policy.token;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.workload.Candidate;
import dev.coffer.protocol.workload.Claims;
import dev.coffer.protocol.workload.PolicyCheck;
import dev.coffer.protocol.workload.TokenRules;
import dev.coffer.protocol.workload.Verdict;
import dev.coffer.protocol.workload.Wish;
import dev.coffer.protocol.workload.Workload;
import dev.coffer.protocol.workload.platform.Platforms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges tokens as the server does after it has verified them, by the same code. What only the
 * server knows is taken for the best: that the signature holds, that the token was not used before,
 * that the keys are escrowed and no other id is pinned.
 */
public final class TokenTrial {
  private final List<TrustPolicy> policies;
  private final Map<String, String> kinds;
  private final TokenRules rules;

  /**
   * Trials against the policies of one vault.
   *
   * @param kinds what kind of issuer a platform is that is not called like its kind
   * @param rules whom a token must be for
   */
  public TokenTrial(List<TrustPolicy> policies, Map<String, String> kinds, TokenRules rules) {
    this.policies = List.copyOf(policies);
    this.kinds = Map.copyOf(kinds);
    this.rules = rules;
  }

  /**
   * What a run asks for.
   *
   * @param policy to be judged by this one alone
   */
  public record Question(EnvironmentName environment, Optional<PolicyId> policy) {}

  /** The judgement on a run with these claims. */
  public Judgement of(Map<String, Object> stated, Question question, Instant now) {
    Claims claims = new Claims(stated);
    try {
      String issuer = claims.text("iss");
      Optional<Verdict.Refused> token = rules.refusal(claims, now);
      return platform(issuer)
          .map(platform -> judged(workload(platform, claims), question, token, now))
          .orElseGet(() -> new Judgement(notFound(issuer), Optional.empty(), token));
    } catch (Malformed e) {
      return new Judgement(
          new Verdict.Refused(
              Problem.TOKEN_INVALID,
              "the token is not what its platform gives out: " + e.getMessage(),
              "take the token of a run of the platform that the policy names"),
          Optional.empty(),
          Optional.empty());
    }
  }

  /** What the vault's policies call the issuer; a server calls it by one name. */
  private Optional<String> platform(String issuer) {
    return policies.stream()
        .map(TrustPolicy::origin)
        .filter(origin -> origin.issuer().equals(issuer))
        .map(origin -> origin.platform())
        .findFirst();
  }

  private Workload workload(String platform, Claims claims) {
    return Platforms.of(kinds.getOrDefault(platform, platform)).workload(platform, claims);
  }

  private Judgement judged(
      Workload workload, Question question, Optional<Verdict.Refused> token, Instant now) {
    Wish wish =
        new Wish(workload, question.environment(), Optional.empty(), question.policy(), now);
    List<Candidate> candidates = policies.stream().map(Candidate::of).toList();
    return new Judgement(PolicyCheck.verdict(candidates, wish), Optional.of(workload), token);
  }

  private static Verdict notFound(String issuer) {
    return new Verdict.Refused(
        Problem.POLICY_NOT_FOUND,
        "no policy is about the issuer " + issuer,
        "issuers are compared character by character: 'coffer oidc list' shows the vault's policies");
  }
}
