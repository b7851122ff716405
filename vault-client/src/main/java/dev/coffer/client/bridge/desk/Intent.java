package dev.coffer.client.bridge.desk;

import dev.coffer.client.declaration.KeyCounts;
import dev.coffer.client.declaration.ReadableKeys;
import dev.coffer.protocol.chain.Reach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What a request would do.
 *
 * @param action what becomes of the resource
 * @param after what would be shown of it, as far as that is known before; empty once it is gone
 * @param readers who could read something that they cannot now, and what; looked up when asked
 * @param warnings what a person should know
 * @param act does it, and says what came of it
 */
public record Intent(
    Action action,
    Optional<Map<String, Object>> after,
    Supplier<List<Reader>> readers,
    List<String> warnings,
    Supplier<Done> act) {

  /** What becomes of a resource. */
  public enum Action {
    CREATE,
    UPDATE,
    NONE,
    DELETE;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Somebody who can read keys.
   *
   * @param unopened how many vaults more there are, whose keys could not be counted
   */
  public record Reader(String who, List<ReadableKeys> keys, int unopened) {
    public Reader(String who, List<ReadableKeys> keys) {
      this(who, keys, 0);
    }

    /** Whoever could read {@code before} and can read {@code after}. */
    public static Reader gaining(
        String who, Reach before, Reach after, Supplier<KeyCounts> counted) {
      if (!after.readsAny()) {
        return new Reader(who, List.of());
      }
      KeyCounts counts = counted.get();
      return new Reader(who, counts.gained(before, after), counts.unopened());
    }
  }

  /**
   * What came of it.
   *
   * @param warnings what a person should know
   * @param valuesToReplace how many values somebody knows who should not; empty where nobody counts
   */
  public record Done(List<String> warnings, OptionalInt valuesToReplace) {
    public static final Done SILENTLY = new Done(List.of(), OptionalInt.empty());

    /** The answer to a deletion. */
    Map<String, Object> shown(Action action) {
      Map<String, Object> shown = new LinkedHashMap<>();
      shown.put("action", action.text());
      shown.put("warnings", warnings);
      shown.put("valuesToReplace", valuesToReplace.isPresent() ? valuesToReplace.getAsInt() : null);
      return shown;
    }
  }

  /** Nothing is to be done: it is so already. */
  public static Intent none(Map<String, Object> now) {
    return new Intent(Action.NONE, Optional.of(now), List::of, List.of(), () -> Done.SILENTLY);
  }

  /** Something is to be done by which nobody can read more. */
  public static Intent of(Action action, Map<String, Object> after, Runnable act) {
    return new Intent(action, Optional.of(after), List::of, List.of(), silent(act));
  }

  /** The resource is to go. */
  public static Intent gone(List<String> warnings, Supplier<Done> act) {
    return new Intent(Action.DELETE, Optional.empty(), List::of, warnings, act);
  }

  public static Supplier<Done> silent(Runnable act) {
    return () -> {
      act.run();
      return Done.SILENTLY;
    };
  }

  /** The same, of which a person should know {@code more} as well. */
  public Intent with(List<String> more) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(more);
    return new Intent(action, after, readers, List.copyOf(all), act);
  }

  /** Does it. */
  Done carryOut() {
    return act.get();
  }

  /** The answer to a dry run. */
  Map<String, Object> preview(Optional<Map<String, Object>> before) {
    List<Reader> found = readers.get();
    Map<String, Object> preview = new LinkedHashMap<>();
    preview.put("dryRun", true);
    preview.put("action", action.text());
    preview.put("before", before.orElse(null));
    preview.put("after", after.orElse(null));
    preview.put("readable", readable(found));
    preview.put("keys", found.stream().mapToInt(Intent::keys).sum());
    int unopened = found.stream().mapToInt(Reader::unopened).max().orElse(0);
    preview.put("unopened", unopened);
    preview.put("warnings", warnings(unopened));
    return preview;
  }

  private List<String> warnings(int unopened) {
    List<String> all = new ArrayList<>(warnings);
    if (unopened > 0) {
      all.add("this device cannot open " + unopened + " vaults more, whose keys are not counted");
    }
    return all;
  }

  private static int keys(Reader reader) {
    return reader.keys().stream().mapToInt(ReadableKeys::keys).sum();
  }

  private static List<Map<String, Object>> readable(List<Reader> readers) {
    List<Map<String, Object>> shown = new ArrayList<>();
    for (Reader reader : readers) {
      for (ReadableKeys keys : reader.keys()) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("by", reader.who());
        line.put("vault", keys.vault());
        line.put("environment", keys.environment());
        line.put("keys", keys.keys());
        shown.add(line);
      }
    }
    return shown;
  }
}
