package dev.coffer.server.vault;

import dev.coffer.protocol.PayloadFormat;
import dev.coffer.server.problem.FormatConflict;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a client asks to read.
 *
 * @param version empty for the head
 * @param announced the payload formats that the client says it reads
 * @param knownTags tags of answers that it still has; looked at for the head only
 */
public record Pull(OptionalInt version, Set<PayloadFormat> announced, Set<String> knownTags) {
  /** What a client asks that knows nothing but format {@code lpm}. */
  static final Pull LPM_HEAD = new Pull(OptionalInt.empty(), Set.of(PayloadFormat.LPM), Set.of());

  public Pull {
    announced = Set.copyOf(announced);
    knownTags = Set.copyOf(knownTags);
  }

  /** Whether the answer may be that nothing changed. */
  public boolean isConditional() {
    return version.isEmpty() && !knownTags.isEmpty();
  }

  void requireAnnounced(PayloadFormat format) {
    if (!announced.contains(format)) {
      throw FormatConflict.notAnnounced(format.wireName());
    }
  }

  boolean knows(String tag) {
    return version.isEmpty() && knownTags.contains(tag);
  }
}
