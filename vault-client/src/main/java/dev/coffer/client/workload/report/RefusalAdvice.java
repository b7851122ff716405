package dev.coffer.client.workload.report;

import java.util.Map;
import java.util.Optional;

/** What to change for each code with which a server refuses a job; docs/ci.md has the same. */
public final class RefusalAdvice {
  private static final String POLICY = "compare the claims above with 'coffer oidc show'; ";

  private static final Map<String, String> BY_CODE =
      Map.ofEntries(
          Map.entry(
              "token_invalid",
              "the server cannot verify the token: an issuer behind a proxy that rewrites answers,"
                  + " or a token that was cut or copied"),
          Map.entry(
              "token_expired",
              "compare the clocks above; else ask for the token later in the job, right before it"
                  + " is used"),
          Map.entry(
              "issuer_unknown",
              "the server's operator lists the issuer above, letter by letter, under"
                  + " coffer.oidc.* (docs/configuration.md)"),
          Map.entry(
              "audience_not_allowed",
              "ask for the token with an audience that the server takes: --audience, or 'aud' of"
                  + " GitLab's id_tokens; the operator sets coffer.oidc.audiences"),
          Map.entry(
              "token_replayed",
              "a token is good for one pull: let each job do one, or declare a second token; 'ci"
                  + " doctor' spends one as well, unless --no-exchange is given"),
          Map.entry("rate_limited", "wait as long as the server says, or raise 'pulls per day'"),
          Map.entry("plan_required", "ask who runs the server: its plan has no synchronisation"),
          Map.entry(
              "policy_not_found",
              "no policy is about this repository and vault: 'coffer oidc allow', on the machine of"
                  + " somebody who may; a renamed repository needs a new one"),
          Map.entry(
              "policy_ambiguous",
              "two policies fit and give different things: name one with --policy, or remove one;"
                  + " of several owners name yours: 'owner' in coffer.json, COFFER_OWNER or"
                  + " --owner"),
          Map.entry(
              "policy_misconfigured",
              "the policy lacks a list that its platform needs, so it permits nothing:"
                  + " 'coffer oidc lint' names it"),
          Map.entry("policy_expired", "set the policy again with a later end"),
          Map.entry(
              "identity_changed",
              "the name is the same and the ids are not: the repository was deleted and made anew,"
                  + " or somebody else took its name. If it is yours, set the policy again"),
          Map.entry(
              "missing_branch_claim",
              "the token names neither branch nor tag, such as for a pull request"),
          Map.entry(
              "branch_not_allowed",
              POLICY + "allow this branch or tag, or run the job on one that is allowed"),
          Map.entry(
              "ref_not_protected",
              "protect the branch or tag on the platform, or give up protected refs in the policy"),
          Map.entry(
              "env_not_allowed",
              POLICY
                  + "the vault's environment must be in it, and the job's own deployment environment"
                  + " as well: a job without one fits only a policy without one"),
          Map.entry(
              "workflow_not_allowed",
              POLICY + "the file that defines the job must be in it, with its folder"),
          Map.entry("event_not_allowed", POLICY + "what started the run must be in it"),
          Map.entry(
              "fork_not_allowed",
              "a run for a fork gets nothing unless the policy says so, which lets everybody who can"
                  + " open a pull request read the values"),
          Map.entry(
              "escrow_missing",
              "the server has no key of this environment for this policy: 'coffer oidc allow' again,"
                  + " or 'coffer push' by somebody who has all keys"));

  private RefusalAdvice() {}

  /** What to do about {@code code}; empty for one that this version does not know. */
  public static Optional<String> of(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
