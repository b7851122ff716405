package dev.coffer.terraform.declaration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What would become of CI runs, by the very check that the server makes. */
public interface Verdicts {

  /**
   * A run and what it wants.
   *
   * @param claims of its token, a JSON object
   * @param policy the id of the one that it names, if it does
   */
  record Run(String claims, String environment, Optional<String> policy) {}

  /**
   * By what a run is judged.
   *
   * @param policies as {@link Policies.Policy#text} has them
   * @param audiences whom tokens are for
   * @param kinds what kind of issuer a platform is that is not called like its kind
   */
  record Measure(
      List<String> policies, Set<String> audiences, Map<String, String> kinds, Instant time) {
    public Measure {
      policies = List.copyOf(policies);
      audiences = Set.copyOf(audiences);
      kinds = Map.copyOf(kinds);
    }
  }

  /** Why not. */
  record Refusal(String code, String detail, String hint) {}

  /**
   * What becomes of a run.
   *
   * @param refusal empty when it may read the environment
   * @param policy the id of the one that lets it, or that it came closest to
   * @param token why the server would not take the token itself at that time, such as its age
   */
  record Verdict(Optional<Refusal> refusal, Optional<String> policy, Optional<Refusal> token) {}

  /** The texts of the policies of a vault, as they stand. */
  List<String> standing(VaultPlace place);

  /** The judgement. Asks no server, and looks at no signature of a token. */
  Verdict judge(Run run, Measure measure);
}
