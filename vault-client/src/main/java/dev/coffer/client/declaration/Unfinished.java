package dev.coffer.client.declaration;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.organisation.Organisation;
import dev.coffer.client.organisation.SharedVaults;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.client.sync.EveryVault;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.note.NoteReader;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * Which vaults of an organisation still have a key that somebody knows who lost the right to it:
 * what an interrupted change of members leaves to do. By verified envelopes, never by what the
 * server says of them; what it lists and does not show counts as left. Which vaults there are it is
 * asked: one that it does not list is not looked at, nor one that it lists in another format to a
 * profile that never had a version of it. Nothing of it shows to an account that could give no
 * vault a new key.
 */
public final class Unfinished {
  private final Membership now;
  private final SortedMap<VaultId, Long> madeAfter;

  private Unfinished(Membership now, SortedMap<VaultId, Long> madeAfter) {
    this.now = now;
    this.madeAfter = madeAfter;
  }

  /** What is left in {@code organisation}. */
  public static Unfinished in(Workspace workspace, Organisation organisation) {
    return in(organisation.chain().current().membership(), workspace, organisation);
  }

  /** What {@code now}, the newest that is known of {@code organisation}, leaves to do there. */
  static Unfinished in(Membership now, Workspace workspace, Organisation organisation) {
    return in(now, () -> workspace.shared().sharedVaults(organisation), workspace.folder());
  }

  /**
   * What {@code now} leaves to do in {@code vaults}. Of a vault that was once seen to be newer than
   * the last loss nothing is asked again.
   *
   * @param vaults asked for where somebody has ever lost something
   * @param folder where that is remembered
   */
  public static Unfinished in(Membership now, Supplier<SharedVaults> vaults, SealedFolder folder) {
    SortedMap<VaultId, Long> madeAfter = byId();
    if (now.revokedAfter(Seen.NEVER)) {
      Seen seen = new Seen(folder, now);
      Map<VaultId, Long> before = seen.read();
      madeAfter.putAll(
          vaults
              .get()
              .madeAfter(vault -> now.revokedAfter(before.getOrDefault(vault, Seen.NEVER))));
      seen.note(madeAfter);
    }
    return new Unfinished(now, madeAfter);
  }

  private static SortedMap<VaultId, Long> byId() {
    return new TreeMap<>(Comparator.comparing(VaultId::value));
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
        .map(vault -> vault.getKey().value())
        .toList();
  }

  /**
   * After which event the newest version of each vault was made that this profile has verified,
   * sealed: a vault that has a new key never has the old one again. Its first line is the event
   * that the chain ended with by then; of another chain it says nothing. Several processes may use
   * it at once. Where it is damaged, nothing was seen, and every vault is looked at again.
   */
  private record Seen(SealedFolder folder, Membership now) {
    static final long NEVER = -1;

    private String name() {
      return "newest-keys-" + now.organisation();
    }

    SortedMap<VaultId, Long> read() {
      try {
        return parsed(folder.file(name()).read().orElse("").lines().toList());
      } catch (ClientException.LocalStore | Malformed e) {
        return byId();
      }
    }

    private SortedMap<VaultId, Long> parsed(List<String> lines) {
      SortedMap<VaultId, Long> seen = byId();
      if (!lines.isEmpty() && isOfThis(words(lines.get(0)))) {
        for (String line : lines.subList(1, lines.size())) {
          String[] vault = words(line);
          seen.put(new VaultId(vault[0]), NoteReader.number("event", vault[1], 0));
        }
      }
      return seen;
    }

    private static String[] words(String line) {
      String[] words = line.split(" ", -1);
      if (words.length != 2) {
        throw new Malformed("a line has two words");
      }
      return words;
    }

    private boolean isOfThis(String[] head) {
      return now.contains(ChainPosition.parse(head[0], head[1]));
    }

    /** Keeps what {@code newer} knows; of what is unknown there is nothing to keep. */
    void note(Map<VaultId, Long> newer) {
      SortedMap<VaultId, Long> known = byId();
      known.putAll(newer);
      known.values().removeIf(at -> at == EveryVault.UNKNOWN);
      if (!known.isEmpty()) {
        folder.locked(name(), () -> noted(known));
      }
    }

    private SortedMap<VaultId, Long> noted(Map<VaultId, Long> newer) {
      SortedMap<VaultId, Long> seen = read();
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
