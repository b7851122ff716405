package dev.coffer.client.organisation;

import dev.coffer.client.ClientException;
import dev.coffer.client.abreast.Abreast;
import dev.coffer.client.history.Snapshot;
import dev.coffer.client.history.VaultHistory;
import dev.coffer.client.remote.VaultRemote;
import dev.coffer.client.remote.WireJson;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.AuditPage;
import dev.coffer.protocol.wire.vault.VaultSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds what a member has read, or could read: the newest value of every key that the history kept
 * shows in an environment that was ever within its reach, also of keys deleted since. The list is
 * the same before and after the vaults got new keys.
 */
final class Exposures {
  private static final String PULL = "pull";
  private static final Comparator<Exposure> OLDEST_FIRST =
      Comparator.comparing(
              Exposure::time, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
          .thenComparing(Exposure::vault)
          .thenComparing(Exposure::since)
          .thenComparing(Exposure::environment)
          .thenComparing(Exposure::key);

  private final VaultRemote remote;
  private final Function<VaultId, VaultHistory> histories;

  Exposures(VaultRemote remote, Function<VaultId, VaultHistory> histories) {
    this.remote = remote;
    this.histories = histories;
  }

  /**
   * What {@code account} could read, the oldest value first.
   *
   * @param vaults the organisation's
   * @param couldRead whether the member could ever read an environment
   */
  List<Exposure> of(
      String account, Predicate<EnvironmentName> couldRead, List<VaultSummary> vaults) {
    Map<VaultId, VaultHistory> known = new LinkedHashMap<>();
    for (VaultSummary vault : vaults) {
      VaultId id = new VaultId(vault.vaultId());
      known.put(id, histories.apply(id));
    }
    return Abreast.each(
            known.entrySet(), one -> of(account, couldRead, one.getKey(), one.getValue()))
        .stream()
        .flatMap(List::stream)
        .sorted(OLDEST_FIRST)
        .toList();
  }

  private List<Exposure> of(
      String account, Predicate<EnvironmentName> couldRead, VaultId id, VaultHistory history) {
    NavigableSet<Integer> read = versionsRead(account, id);
    return newestValues(history.walk(), couldRead).stream()
        .map(value -> value.exposure(id, read))
        .toList();
  }

  /** The versions that the audit log shows the account to have fetched. */
  private NavigableSet<Integer> versionsRead(String account, VaultId vault) {
    NavigableSet<Integer> versions = new TreeSet<>();
    Optional<String> cursor = Optional.empty();
    do {
      AuditPage page = remote.audit(Optional.of(vault), cursor);
      page.entries().stream()
          .filter(entry -> PULL.equals(entry.action()) && account.equals(entry.userId()))
          .forEach(entry -> versions.add(version(entry)));
      cursor = Optional.ofNullable(page.nextCursor());
    } while (cursor.isPresent());
    return versions;
  }

  private record Fetched(Integer version) {}

  private static int version(AuditEntry entry) {
    try {
      Integer version = WireJson.read(String.valueOf(entry.metadata()), Fetched.class).version();
      return version == null ? 0 : version;
    } catch (Malformed e) {
      throw new ClientException.Tampered(
          "a record of the audit log is not as the server writes it", "ask who runs the server");
    }
  }

  private static List<Value> newestValues(
      Iterator<Snapshot> walk, Predicate<EnvironmentName> couldRead) {
    Map<String, Value> values = new LinkedHashMap<>();
    int head = 0;
    int lowest = 0;
    while (walk.hasNext()) {
      Snapshot snapshot = walk.next();
      head = Math.max(head, snapshot.version());
      if (snapshot.closed().isPresent()) {
        break;
      }
      lowest = snapshot.version();
      see(snapshot, head, couldRead, values);
    }
    int seenTo = lowest;
    return values.values().stream().map(value -> value.seenTo(seenTo)).toList();
  }

  private static void see(
      Snapshot snapshot,
      int head,
      Predicate<EnvironmentName> couldRead,
      Map<String, Value> values) {
    snapshot
        .contents()
        .environments()
        .forEach(
            (environment, variables) -> {
              if (couldRead.test(new EnvironmentName(environment))) {
                variables.forEach(
                    (key, value) ->
                        values.merge(
                            environment + "/" + key,
                            new Value(environment, key, value, snapshot, head),
                            Value::downTo));
              }
            });
  }

  /** The newest value of one key: in which versions it stood, as far down as the history shows. */
  private record Value(
      String environment,
      String key,
      String value,
      int since,
      int until,
      Optional<Instant> time,
      boolean current,
      boolean exact) {

    Value(String environment, String key, String value, Snapshot snapshot, int head) {
      this(
          environment,
          key,
          value,
          snapshot.version(),
          snapshot.version(),
          snapshot.stamp().time(),
          snapshot.version() == head,
          true);
    }

    /** An older version's value of the key only matters where it is this very value. */
    Value downTo(Value older) {
      if (!value.equals(older.value) || since != older.since + 1) {
        return this;
      }
      return new Value(environment, key, value, older.since, until, older.time, current, exact);
    }

    Value seenTo(int lowest) {
      boolean sure = since > lowest || lowest == 1;
      return new Value(environment, key, value, since, until, time, current, sure);
    }

    Exposure exposure(VaultId vault, NavigableSet<Integer> read) {
      Integer fetched = read.ceiling(since);
      return new Exposure(
          vault.value(),
          environment,
          key,
          since,
          time.orElse(null),
          exact,
          current,
          fetched != null && fetched <= until);
    }

    @Override
    public String toString() {
      return "Value[" + environment + "/" + key + "]";
    }
  }
}
