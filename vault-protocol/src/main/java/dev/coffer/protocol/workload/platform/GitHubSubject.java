package dev.coffer.protocol.workload.platform;

import dev.coffer.protocol.workload.Claims;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The claim {@code sub} of GitHub's tokens. Organisations may make it anything, so nothing is
 * decided by it; but where it has one of the forms that GitHub gives by itself, it must say what
 * the claims say. {@code @} cannot occur in names, {@code :} inside a value is {@code %3A}.
 */
final class GitHubSubject {
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "repo:(?<owner>[^/@:]+)(@(?<ownerId>[0-9]+))?/(?<name>[^/@:]+)(@(?<id>[0-9]+))?"
              + "(:(?<rest>.*))?");

  private GitHubSubject() {}

  /**
   * Compares the subject with the claims.
   *
   * @throws dev.coffer.protocol.Malformed when there is none, or it contradicts the claims
   */
  static void requireAgreement(Claims claims) {
    Matcher subject = REPOSITORY.matcher(claims.text("sub"));
    if (!subject.matches()) {
      return;
    }
    agree(subject.group("owner") + "/" + subject.group("name"), "repository", claims);
    if (subject.group("ownerId") != null) {
      agree(subject.group("ownerId"), "repository_owner_id", claims);
    }
    if (subject.group("id") != null) {
      agree(subject.group("id"), "repository_id", claims);
    }
    String rest = subject.group("rest");
    if (rest != null) {
      requireContext(rest, claims);
    }
  }

  /** The deployment environment takes the place of the reference. */
  private static void requireContext(String rest, Claims claims) {
    if (rest.startsWith("environment:")) {
      agree(value(rest), "environment", claims);
    } else if (rest.startsWith("ref:")) {
      agree(value(rest), "ref", claims);
    } else if (rest.equals("pull_request")) {
      boolean isPull =
          claims
              .optionalText("event_name")
              .filter(event -> event.startsWith("pull_request"))
              .isPresent();
      Agreement.require(
          "sub", Optional.of("pull"), "event_name", Optional.of(isPull ? "pull" : "other"));
      Agreement.require("environment", claims.optionalText("environment"), "sub", Optional.empty());
    }
  }

  /** Without what a template of the organisation may have put behind it. */
  private static String value(String rest) {
    return rest.split(":", -1)[1].replace("%3A", ":").replace("%3a", ":");
  }

  private static void agree(String said, String claim, Claims claims) {
    Agreement.require("sub", Optional.of(said), claim, claims.optionalText(claim));
  }
}
