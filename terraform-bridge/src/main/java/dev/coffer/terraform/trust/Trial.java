package dev.coffer.terraform.trust;

import dev.coffer.client.policy.token.Judgement;
import dev.coffer.client.policy.token.TokenText;
import dev.coffer.client.policy.token.TokenTrial;
import dev.coffer.client.policy.token.TokenTrial.Question;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.workload.TokenRules;
import dev.coffer.terraform.declaration.Verdicts.Measure;
import dev.coffer.terraform.declaration.Verdicts.Refusal;
import dev.coffer.terraform.declaration.Verdicts.Run;
import dev.coffer.terraform.declaration.Verdicts.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges runs as {@code coffer oidc test} does, which is as the server does. */
public final class Trial {
  private Trial() {}

  /**
   * What becomes of {@code run}.
   *
   * @throws dev.coffer.protocol.Malformed when claims, a policy or a name have not their form
   */
  public static Verdict judge(Run run, Measure measure) {
    Map<String, Object> claims = TokenText.stated(run.claims());
    List<TrustPolicy> policies = measure.policies().stream().map(TrustPolicy::parse).toList();
    Question question =
        new Question(new EnvironmentName(run.environment()), run.policy().map(PolicyId::new));
    Judgement judgement =
        new TokenTrial(policies, measure.kinds(), new TokenRules(measure.audiences()))
            .of(claims, question, measure.time());
    return new Verdict(
        refusal(judgement.verdict()),
        policy(judgement.verdict()),
        judgement.token().map(Trial::of));
  }

  private static Optional<Refusal> refusal(dev.coffer.protocol.workload.Verdict verdict) {
    return verdict instanceof dev.coffer.protocol.workload.Verdict.Refused no
        ? Optional.of(of(no))
        : Optional.empty();
  }

  private static Refusal of(dev.coffer.protocol.workload.Verdict.Refused no) {
    return new Refusal(no.problem().code(), no.detail(), no.hint());
  }

  private static Optional<String> policy(dev.coffer.protocol.workload.Verdict verdict) {
    if (verdict instanceof dev.coffer.protocol.workload.Verdict.Allowed yes) {
      return Optional.of(yes.policy().id().value());
    }
    return verdict instanceof dev.coffer.protocol.workload.Verdict.Refused no
        ? no.policy().map(PolicyId::value)
        : Optional.empty();
  }
}
