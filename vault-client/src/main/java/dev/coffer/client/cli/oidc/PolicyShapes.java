package dev.coffer.client.cli.oidc;

import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.policy.PolicyEntry;
import dev.coffer.client.policy.PolicyEntry.Concern;
import dev.coffer.client.policy.PolicyShape;
import dev.coffer.client.policy.lint.PolicyWarning;
import dev.coffer.protocol.chain.Policies.Standing;
import dev.coffer.protocol.wire.workload.PolicyView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies, and what is to be said of them, as JSON. */
final class PolicyShapes {
  private PolicyShapes() {}

  static Map<String, Object> entry(PolicyEntry entry) {
    Optional<PolicyView> view = entry.view();
    return CliCommand.object(
        "policy", entry.id(),
        "rules", entry.policy().map(PolicyShape::of).orElse(null),
        "setBy", entry.setBy().orElse(null),
        "event", entry.standing().map(Standing::sequence).orElse(null),
        "source", view.map(PolicyView::source).orElse(null),
        "platform", view.map(PolicyView::platform).orElse(null),
        "repository", view.map(PolicyView::repository).orElse(null),
        "pinnedRepositoryId", view.map(PolicyView::pinnedRepositoryId).orElse(null),
        "pinnedOwnerId", view.map(PolicyView::pinnedOwnerId).orElse(null),
        "escrowed", view.map(PolicyView::escrowed).orElse(List.of()),
        "epoch", view.map(PolicyView::epoch).orElse(null),
        "lastPulledAt", view.map(PolicyView::lastPulledAt).map(Instant::toString).orElse(null),
        "pullsToday", view.map(PolicyView::pullsToday).orElse(null),
        "concerns", entry.concerns().stream().map(PolicyShapes::concern).toList());
  }

  private static Map<String, Object> concern(Concern concern) {
    return CliCommand.object("id", concern.id(), "what", concern.what());
  }

  static Map<String, Object> warning(PolicyWarning warning) {
    return CliCommand.object(
        "id", warning.id(),
        "severe", warning.isSevere(),
        "what", warning.what(),
        "todo", warning.todo());
  }
}
