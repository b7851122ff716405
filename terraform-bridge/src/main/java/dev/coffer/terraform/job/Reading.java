package dev.coffer.terraform.job;

import dev.coffer.terraform.declaration.Declined;

/** Why a job does not get more than values. */
final class Reading {
  private static final String ELSEWHERE =
      "declare it without oidc, from a machine with an approved device ('coffer login'), or over"
          + " 'coffer bridge'";

  private Reading() {}

  /** What is said to whoever wants to declare or look up anything. */
  static Declined only() {
    return refused(
        "the identity of a CI job reads the values that a policy gives it; it declares and looks up"
            + " nothing else",
        ELSEWHERE);
  }

  /** A commitment without the key would be a digest that others can try values against. */
  static Declined noCommitment() {
    return refused(
        "coffer_secret shows a commitment, which takes the environment's key, and a CI job gets"
            + " values without their key",
        "read values with ephemeral \"coffer_secrets\"; " + ELSEWHERE);
  }

  static Declined noPolicies() {
    return refused(
        "a CI job does not get to see which policies stand",
        "give 'policies', the text of each: the attribute of coffer_oidc_policy, or what 'coffer"
            + " oidc show' prints");
  }

  static Declined refused(String message, String advice) {
    return new Declined(Declined.Reason.REFUSED, message, advice);
  }
}
