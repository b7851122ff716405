package dev.coffer.client.chain;

import dev.coffer.protocol.Malformed;
import java.util.List;

/** Verified events that go on from the first {@code from} of their chain. */
public record NewestEvents(Integer from, List<String> events) {
  /**
   * Those that somebody lacks who has {@code length}: none, where that was written later.
   *
   * @throws Malformed when there are events between
   */
  public List<String> after(int length) {
    if (from == null || events == null || from > length) {
      throw new Malformed("the newest events do not go on from what was kept before");
    }
    return events.subList(Math.min(length - from, events.size()), events.size());
  }
}
