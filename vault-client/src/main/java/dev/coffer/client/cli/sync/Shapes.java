package dev.coffer.client.cli.sync;

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
    return object;
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
