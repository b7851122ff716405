package dev.coffer.client.bridge.kind.member;

import java.util.List;
import java.util.Map;

/** What an interrupted change has left to do, as an answer shows it: the ids of vaults. */
public final class Leftover {
  private static final String UNFINISHED = "unfinished";

  private Leftover() {}

  /** Adds the member to {@code shown}. */
  public static void show(Map<String, Object> shown, List<String> vaults) {
    shown.put(UNFINISHED, vaults);
  }

  /** What a dry run says of it; nothing where there is none. */
  static List<String> warnings(List<String> vaults) {
    return vaults.isEmpty()
        ? List.of()
        : List.of(
            "the change itself stands; what is left is a new key for "
                + (vaults.size() == 1 ? "1 vault: " : vaults.size() + " vaults: ")
                + String.join(", ", vaults));
  }
}
