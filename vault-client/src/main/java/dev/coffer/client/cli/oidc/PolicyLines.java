package dev.coffer.client.cli.oidc;

import dev.coffer.client.policy.PolicyEntry;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.policy.Conditions;
import dev.coffer.protocol.policy.Glob;
import dev.coffer.protocol.policy.Origin;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.workload.PolicyView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Policies as lines for people. */
final class PolicyLines {
  static final Comparator<TrustPolicy> BY_ID = Comparator.comparing(TrustPolicy::id);

  private PolicyLines() {}

  /** One line of a list. */
  static String line(PolicyEntry entry) {
    return entry
        .policy()
        .map(policy -> ofChain(policy, entry.view()))
        .orElseGet(() -> ofServer(entry));
  }

  private static String ofChain(TrustPolicy policy, Optional<PolicyView> view) {
    return String.join(
        "  ",
        policy.id().shortForm(),
        policy.origin().platform() + " " + policy.origin().repository(),
        names(policy.release().environments()),
        view.map(PolicyLines::use).orElse("not at the server"));
  }

  private static String ofServer(PolicyEntry entry) {
    PolicyView view = entry.view().orElseThrow();
    return String.join(
        "  ",
        entry.id().substring(0, Math.min(8, entry.id().length())),
        view.platform() + " " + view.repository(),
        view.environments() == null ? "" : String.join(",", view.environments()),
        use(view),
        entry.isOfLpm() ? "lpm" : "unsigned");
  }

  private static String use(PolicyView view) {
    String last =
        view.lastPulledAt() == null ? "never pulled" : "last pulled " + view.lastPulledAt();
    int today = view.pullsToday() == null ? 0 : view.pullsToday();
    return last + ", " + today + " today";
  }

  /** Which runs fit, each condition on a line. */
  static List<String> runs(TrustPolicy policy) {
    Origin origin = policy.origin();
    Conditions conditions = policy.conditions();
    List<String> lines = new ArrayList<>();
    lines.add("runs of    " + origin.platform() + " " + origin.repository() + ids(origin));
    lines.add("  issuer   " + origin.issuer());
    add(lines, "  branch   ", globs(conditions.branches()));
    add(lines, "  tag      ", globs(conditions.tags()));
    add(lines, "  workflow ", String.join(", ", conditions.workflows()));
    add(lines, "  event    ", String.join(", ", conditions.events()));
    add(lines, "  in       ", String.join(", ", conditions.deployments()));
    lines.add(
        "  forks    "
            + (conditions.forks() ? "ALLOWED" : "refused")
            + (conditions.protectedRefs() ? "; only protected branches and tags" : ""));
    return lines;
  }

  private static String ids(Origin origin) {
    return origin.repositoryId().map(id -> "  id " + id).orElse("  (the id of the first run)")
        + origin.ownerId().map(id -> "  owner id " + id).orElse("");
  }

  private static void add(List<String> lines, String label, String text) {
    if (!text.isEmpty()) {
      lines.add(label + text);
    }
  }

  private static String globs(List<Glob> globs) {
    return globs.stream().map(Glob::text).collect(Collectors.joining(", "));
  }

  /** How what fits is answered. */
  static String release(TrustPolicy policy) {
    var release = policy.release();
    return (release.plain() ? "answers may be PLAIN" : "answers sealed")
        + release.expires().map(end -> "; until " + end).orElse("; for ever")
        + (release.pullsPerDay().isPresent()
            ? "; " + release.pullsPerDay().getAsInt() + " pulls a day"
            : "");
  }

  static String names(List<EnvironmentName> environments) {
    return environments.stream().map(EnvironmentName::value).collect(Collectors.joining(","));
  }
}
