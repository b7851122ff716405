package dev.coffer.client.declaration;

import dev.coffer.client.Workspace;
import dev.coffer.client.organisation.Organisation;
import dev.coffer.client.organisation.SharedVaults;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.membership.Membership;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * Which vaults of an organisation still have a key that somebody knows who lost the right to it:
 * what an interrupted change of members leaves to do. By verified envelopes, never by what the
 * server says of them. Nothing of it shows to an account that could give no vault a new key.
 */
public final class Unfinished {
  private final Membership now;
  private final SortedMap<String, Long> madeAfter;

  private Unfinished(Membership now, SortedMap<String, Long> madeAfter) {
    this.now = now;
    this.madeAfter = madeAfter;
  }

  /** What is left in {@code organisation}. */
  public static Unfinished in(Workspace workspace, Organisation organisation) {
    return in(
        organisation.chain().current().membership(),
        () -> workspace.shared().sharedVaults(organisation),
        workspace.folder());
  }

  /**
   * What {@code now} leaves to do in {@code vaults}. Of a vault that was once seen to be newer than
   * the last loss nothing is asked again.
   *
   * @param vaults asked for where somebody has ever lost something
   * @param folder where that is remembered
   */
  public static Unfinished in(Membership now, Supplier<SharedVaults> vaults, SealedFolder folder) {
    SortedMap<String, Long> madeAfter = new TreeMap<>();
    if (now.revokedAfter(Seen.NEVER)) {
      Seen seen = new Seen(folder, now);
      Map<String, Long> before = seen.read();
      madeAfter.putAll(
          vaults
              .get()
              .madeAfter(vault -> now.revokedAfter(before.getOrDefault(vault, Seen.NEVER))));
      seen.note(madeAfter);
    }
    return new Unfinished(now, madeAfter);
  }

  /** All of these vaults, by id. */
  public List<String> vaults() {
    return those(now::revokedAfter);
  }

  /** Those whose key {@code account} has lost the right to. */
  public List<String> of(String account) {
    return those(sequence -> now.lostAfter(account, sequence));
  }

  private List<String> those(LongPredicate due) {
    return madeAfter.entrySet().stream()
        .filter(vault -> due.test(vault.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * After which event the newest version of each vault was made that this profile has seen, sealed:
   * a vault that has a new key never has the old one again. Its first line is the event that the
   * chain ended with by then; of another chain it says nothing. Several processes may use it at
   * once.
   */
  private record Seen(SealedFolder folder, Membership now) {
    static final long NEVER = -1;

    private String name() {
      return "newest-keys-" + now.organisation();
    }

    SortedMap<String, Long> read() {
      List<String> lines = folder.file(name()).read().orElse("").lines().toList();
      SortedMap<String, Long> seen = new TreeMap<>();
      if (!lines.isEmpty() && isOfThis(lines.get(0).split(" ", -1))) {
        for (String line : lines.subList(1, lines.size())) {
          String[] vault = line.split(" ", -1);
          seen.put(vault[0], Long.parseLong(vault[1]));
        }
      }
      return seen;
    }

    private boolean isOfThis(String[] head) {
      return now.contains(new ChainPosition(Long.parseLong(head[0]), Digest.parse(head[1])));
    }

    void note(Map<String, Long> newer) {
      if (!newer.isEmpty()) {
        folder.locked(name(), () -> noted(newer));
      }
    }

    private SortedMap<String, Long> noted(Map<String, Long> newer) {
      SortedMap<String, Long> seen = read();
      newer.forEach((vault, sequence) -> seen.merge(vault, sequence, Math::max));
      ChainPosition head = now.head().orElseThrow();
      StringBuilder text = new StringBuilder();
      text.append(head.sequence()).append(' ').append(head.digest().text()).append('\n');
      seen.forEach((vault, at) -> text.append(vault).append(' ').append(at).append('\n'));
      folder.file(name()).write(text.toString());
      return seen;
    }
  }
}
