package dev.coffer.terraform.job;

import dev.coffer.client.ClientException;
import dev.coffer.client.workload.pull.Job;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Declined.Reason;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to do about a refusal, for a person who reads the log of a job that runs Terraform: the
 * client's hints are for one who runs its command, with options.
 *
 * @param tokenVariable name of the variable with the token, where a person chose one
 */
record JobAdvice(Job job, Optional<String> tokenVariable) {
  private static final Pattern OPTION = Pattern.compile("--(audience|owner|policy)\\b");
  private static final Pattern SAME_NAME = Pattern.compile("--(server|oidc)\\b");
  private static final Pattern TOKEN = Pattern.compile("\\bCOFFER_OIDC_TOKEN\\b");

  Declined declined(ClientException e) {
    if (e instanceof ClientException.Refused refused
        && refused.code().equals(Problem.TOKEN_REPLAYED.code())) {
      return replayed(refused);
    }
    Reason reason = e instanceof ClientException.Unreachable ? Reason.UNREACHABLE : Reason.REFUSED;
    return new Declined(reason, words(e.getMessage()), words(e.hint().orElse("")));
  }

  /** Where tokens are made one by one, somebody else used this one, as the server says. */
  private Declined replayed(ClientException.Refused refused) {
    String platform = job.provider().name();
    Optional<String> another = job.provider().another();
    return new Declined(
        Reason.REFUSED,
        refused.getMessage() + ": a server takes each identity token once (here: " + platform + ")",
        another.map(JobAdvice::another).orElse(words(refused.hint().orElse(""))));
  }

  private static String another(String how) {
    return "Terraform reads in the plan and once more in the apply, each time in a new process, and"
        + " every environment takes a token of its own: "
        + how
        + ", and let each process take one, as with oidc_token_variable = terraform.applying ?"
        + " \"APPLY_TOKEN\" : \"PLAN_TOKEN\" (docs/terraform.md, \"In a CI job\"). If nothing in"
        + " this job has used it, somebody else has: the owner's audit log has ci_exchange";
  }

  private String words(String text) {
    String named = SAME_NAME.matcher(OPTION.matcher(text).replaceAll("oidc_$1")).replaceAll("$1");
    return TOKEN.matcher(named).replaceAll(tokenVariable.orElse("COFFER_OIDC_TOKEN"));
  }
}
