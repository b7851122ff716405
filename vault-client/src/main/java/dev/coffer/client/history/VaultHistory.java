package dev.coffer.client.history;

import dev.coffer.client.ClientException;
import dev.coffer.client.payload.PayloadRules;
import dev.coffer.client.payload.StoredVersions;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.remote.VaultRemote.Pulled;
import dev.coffer.client.sync.Replacement;
import dev.coffer.client.vault.KeyChange;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.problem.Problem;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The versions of one vault. Whatever it opens was followed back from a head that passed every
 * check of a pull, and each version is fetched once. It stores nothing. Not for several threads.
 */
public final class VaultHistory {
  private final VaultId vault;
  private final VaultStore store;
  private final VaultRemote remote;
  private final PayloadRules rules;
  private final Supplier<? extends Roster> devices;
  private final StoredVersions stored;
  private final VersionLog log;

  /**
   * The history of {@code vault}.
   *
   * @param devices the verified devices, by which authors are named
   */
  public VaultHistory(
      VaultId vault,
      VaultStore store,
      VaultRemote remote,
      PayloadRules rules,
      Supplier<? extends Roster> devices) {
    this.vault = vault;
    this.store = store;
    this.remote = remote;
    this.rules = rules;
    this.devices = devices;
    this.stored = new StoredVersions(vault, remote);
    this.log = new VersionLog(vault, remote);
  }

  /**
   * At most {@code limit} versions as the server lists them, the newest first. No envelope is
   * fetched, so times and accounts are the server's word.
   *
   * @throws ClientException.Tampered when the list lacks a version that this machine has
   */
  public List<Listed> list(int limit) {
    Roster roster = devices.get();
    List<Listed> newest = log.newest(limit, roster);
    int known = store.read(vault).version();
    int last = newest.stream().mapToInt(listed -> listed.stamp().version()).findFirst().orElse(0);
    if (limit > 0 && last < known) {
      throw new ClientException.Tampered(
          "the server lists versions up to " + last + ", but version " + known + " exists",
          "ask who runs the server before you go on");
    }
    return newest;
  }

  /**
   * One version in the server's list.
   *
   * @param stamp with the server's time
   * @param size of the envelope in characters; may be null
   */
  public record Listed(Stamp stamp, String format, Integer size) {}

  /** Every version that the server keeps, the newest first, each fetched when it is asked for. */
  public Iterator<Snapshot> walk() {
    return new Walk(rules.trail(store.read(vault), head(), stored), log);
  }

  /** As {@link #walk()} with each version as {@link Snapshot#seenAs} makes it. */
  public Iterator<Snapshot> walk(EnvironmentName environment, List<EnvironmentName> lineage) {
    Iterator<Snapshot> walk = walk();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return walk.hasNext();
      }

      @Override
      public Snapshot next() {
        return walk.next().seenAs(environment, lineage);
      }
    };
  }

  private Pulled head() {
    try {
      return remote.pull(vault, Optional.empty()).orElseThrow(VaultHistory::unknown);
    } catch (ClientException.Refused e) {
      throw e.code().equals(Problem.NOT_FOUND.code()) ? unknown() : e;
    }
  }

  private static ClientException unknown() {
    return new ClientException.NotFound(
        "the server does not have this vault yet", "run 'coffer push' first");
  }

  /**
   * The version that {@code revision} names.
   *
   * @throws ClientException.NotFound when the history has none
   */
  public Snapshot at(Revision revision) {
    return new Descent(walk()).find(revision);
  }

  /**
   * The versions from {@code oldest} to {@code newest}, the oldest first, both included.
   *
   * @param oldest empty for the oldest that is kept and that this device can open
   */
  public List<Snapshot> range(Optional<Revision> oldest, Revision newest) {
    Descent descent = new Descent(walk());
    int last = descent.find(newest).version();
    int first = oldest.map(revision -> descent.find(revision).version()).orElse(1);
    if (oldest.isPresent() && first >= last) {
      throw new ClientException.Usage(
          "version " + first + " is not older than version " + last, "give the older one first");
    }
    List<Snapshot> passed = oldest.isPresent() ? descent.passed() : descent.all();
    return passed.stream()
        .filter(seen -> seen.version() >= first && seen.version() <= last)
        .sorted(Comparator.comparing(Snapshot::version))
        .dropWhile(seen -> oldest.isEmpty() && seen.closed().isPresent())
        .toList();
  }

  /**
   * What turns the version that {@code from} names into {@code to}'s, or into the working copy.
   *
   * @param to empty for the working copy
   */
  public Difference between(Revision from, Optional<Revision> to) {
    Descent descent = new Descent(walk());
    Snapshot before = descent.find(from);
    Optional<Snapshot> after = to.map(descent::find);
    VaultContents contents =
        after.map(Snapshot::contents).orElseGet(() -> store.read(vault).working());
    return new Difference(
        before.stamp(), after.map(Snapshot::stamp), KeyChange.between(before.contents(), contents));
  }

  /**
   * Finds out what a rollback to {@code revision} changes, and that nothing is in its way.
   *
   * @param only the one environment to roll back; empty for all
   * @param discard gives up local edits in its way
   * @throws ClientException.Conflict when local edits are, or when this machine is not at the head
   */
  public Rollback rollback(Revision revision, Optional<EnvironmentName> only, boolean discard) {
    Descent descent = new Descent(walk());
    Snapshot newest = descent.find(Revision.HEAD);
    Snapshot wanted = descent.find(revision);
    VaultContents head = newest.contents();
    VaultContents target = wanted.contents();
    only.ifPresent(environment -> requireKnown(environment, head, target));
    Replacement replacement = new Replacement(target, only, discard);
    replacement.requireReady(store.read(vault), newest.version());
    return new Rollback(wanted.stamp(), KeyChange.between(head, replacement.of(head)), replacement);
  }

  private static void requireKnown(
      EnvironmentName environment, VaultContents head, VaultContents target) {
    if (head.of(environment).isEmpty() && target.of(environment).isEmpty()) {
      throw new ClientException.NotFound(
          "neither version has an environment '" + environment + "'", "see 'coffer show'");
    }
  }
}
