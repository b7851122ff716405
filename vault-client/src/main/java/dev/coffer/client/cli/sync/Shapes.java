package dev.coffer.client.cli.sync;

import dev.coffer.client.cli.command.CliCommand;
import dev.coffer.client.merge.Decision;
import dev.coffer.client.sync.MergeReport;
import dev.coffer.client.sync.SyncOutcome;
import dev.coffer.client.vault.KeyChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON shapes that several commands print; docs/cli.md documents them. */
public final class Shapes {
  private Shapes() {}

  public static Map<String, Object> outcome(SyncOutcome outcome) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("status", outcome.status());
    object.put("version", outcome.version());
    object.put("changes", changes(outcome.changes(), false));
    object.put("merge", merge(outcome.report()));
    return object;
  }

  private static Map<String, Object> merge(MergeReport report) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("came", changes(report.came(), false));
    object.put("kept", changes(report.kept(), false));
    object.put("decided", report.decided().stream().map(Shapes::decision).toList());
    return object;
  }

  private static Map<String, Object> decision(Decision decision) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("environment", decision.conflict().environment());
    object.put("key", decision.conflict().key());
    object.put("taken", decision.taken().text());
    return object;
  }

  /** A pull as a sentence, and what was merged line by line. */
  static String pulled(SyncOutcome outcome) {
    String version = "version " + outcome.version();
    String came = " (" + CliCommand.count(outcome.changes().size(), "change");
    return switch (outcome.status()) {
      case "up_to_date" -> "up to date at " + version;
      case "merged" -> {
        String kept = CliCommand.count(outcome.report().kept().size(), "local edit");
        yield "merged " + version + came + " came, " + kept + " to push)" + lines(outcome.report());
      }
      default -> "pulled " + version + came + ")" + lines(outcome.report());
    };
  }

  /** A push as a sentence, and what was merged before it line by line. */
  static String pushed(SyncOutcome outcome) {
    String sentence =
        switch (outcome.status()) {
          case "unchanged" -> "nothing to push; version " + outcome.version();
          case "recovered" -> "an earlier push had arrived as version " + outcome.version();
          default -> {
            String changes = CliCommand.count(outcome.changes().size(), "change");
            yield "pushed version " + outcome.version() + " (" + changes + ")";
          }
        };
    return sentence + lines(outcome.report());
  }

  private static String lines(MergeReport report) {
    StringBuilder lines = new StringBuilder();
    report.came().forEach(change -> lines.append("\n  came  ").append(line(change, false)));
    report.kept().forEach(change -> lines.append("\n  mine  ").append(line(change, false)));
    report
        .decided()
        .forEach(
            decision ->
                lines
                    .append("\n  ")
                    .append(decision.conflict().label())
                    .append(" is ")
                    .append(decision.taken().text()));
    return lines.toString();
  }

  public static List<Map<String, Object>> changes(List<KeyChange> changes, boolean reveal) {
    return changes.stream().map(change -> change(change, reveal)).toList();
  }

  private static Map<String, Object> change(KeyChange change, boolean reveal) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("environment", change.environment());
    object.put("key", change.key());
    object.put("change", change.kind());
    if (reveal) {
      object.put("before", change.before());
      object.put("after", change.after());
    }
    return object;
  }

  /** One change on one line: {@code + KEY}, {@code - KEY} or {@code ~ KEY}. */
  public static String line(KeyChange change, boolean reveal) {
    String sign =
        switch (change.kind()) {
          case "added" -> "+ ";
          case "removed" -> "- ";
          default -> "~ ";
        };
    if (!reveal) {
      return sign + change.label();
    }
    String before = change.before() == null ? "" : " was '" + change.before() + "'";
    String after = change.after() == null ? "" : " is '" + change.after() + "'";
    return sign + change.label() + before + after;
  }
}
