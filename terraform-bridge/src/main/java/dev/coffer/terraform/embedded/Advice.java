package dev.coffer.terraform.embedded;

import dev.coffer.client.ClientException;
import dev.coffer.client.Surroundings;
import java.util.Optional;

/**
 * What to do about a refusal, for a person who runs Terraform: the client's hints are for one who
 * runs its command, in the folder and with the variables that it has there.
 *
 * @param tokenFile where the access token comes from; empty for a variable or a session
 */
record Advice(Surroundings surroundings, Optional<String> tokenFile) {
  private static final String NEW_TOKEN =
      "'coffer token create NAME' on a machine that is signed in";
  private static final int NOT_FOUND = 404;

  String after(ClientException refusal) {
    if (refusal instanceof ClientException.NotSignedIn) {
      return signIn(!(refusal instanceof ClientException.NeverSignedIn));
    }
    String hint = refusal.hint().orElse("");
    if (refusal instanceof ClientException.Unreachable) {
      return unreachable(hint);
    }
    if (refusal instanceof ClientException.Refused refused && refused.status() == NOT_FOUND) {
      return denied();
    }
    return hint;
  }

  /** What Terraform has in its state does not go from there because a server says so. */
  private static String denied() {
    return "nothing counts as gone because the server says so: run this again. Where it stays like"
        + " this, this account was removed from the organisation, or somebody took the vault away:"
        + " 'terraform state rm ADDRESS' lets go of what you know to be gone. Else ask who runs the"
        + " server";
  }

  /**
   * @param ever whether somebody was signed in: an access token alone opens nothing
   */
  private String signIn(boolean ever) {
    if (ever && tokenFile.isPresent()) {
      return "put a new access token into " + tokenFile.get() + ": " + NEW_TOKEN;
    }
    if (ever && surroundings.variable(Surrounded.TOKEN).isPresent()) {
      return "set " + Surrounded.TOKEN + " to a new access token: " + NEW_TOKEN;
    }
    return "run '"
        + variable("COFFER_HOME")
        + variable("COFFER_PROFILE")
        + "coffer login', then this again";
  }

  /** The variable before a command, where the client here has another than its standard. */
  private String variable(String name) {
    return surroundings.variable(name).map(value -> name + "=" + value + " ").orElse("");
  }

  /** Nobody at Terraform has a local copy to work with meanwhile. */
  private static String unreachable(String hint) {
    String rest = hint.startsWith(ClientException.COPY_WORKS) ? "" : hint;
    return rest.isEmpty()
        ? "is the server up, and is its address right? Whatever was applied before stays; run this"
            + " again when it answers"
        : rest;
  }
}
