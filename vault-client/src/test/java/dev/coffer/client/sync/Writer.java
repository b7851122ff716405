package dev.coffer.client.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.ClientException;
import dev.coffer.client.merge.KeyConflict;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.sync.RandomHistoriesTest.Act;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.EnvironmentName;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One person at one machine. What they want is known without any merging: the head that they last
 * had, and over it each variable that they set or deleted themselves since.
 */
final class Writer {
  private static final EnvironmentName ENV = EnvironmentName.DEFAULT;

  private final Team team;
  private final VaultStore store;
  private final VaultSync sync;
  private SortedMap<String, String> base = new TreeMap<>();
  private final Map<String, Optional<String>> wanted = new TreeMap<>();

  Writer(Team team, VaultStore store, VaultSync sync) {
    this.team = team;
    this.store = store;
    this.sync = sync;
  }

  SortedMap<String, String> working() {
    return store.read(SyncMachine.VAULT).working().of(ENV);
  }

  void does(Act act, String key) {
    switch (act) {
      case SET -> set(key);
      case DELETE -> delete(key);
      case PUSH -> push();
      case PUSH_ANSWER_LOST -> pushUnanswered();
      case PULL -> pull(Resolution.REFUSE);
      case PULL_OURS -> pull(Resolution.OURS);
      case PULL_THEIRS -> pull(Resolution.THEIRS);
      case REBASE_OURS -> rebase(Resolution.OURS);
      case REBASE_THEIRS -> rebase(Resolution.THEIRS);
      case PULL_AND_SET_MEANWHILE -> {
        team.server.duringPull = () -> set(key);
        pull(Resolution.OURS);
        team.server.duringPull = () -> {};
      }
    }
    assertThat(working()).as("%s %s", act, key).isEqualTo(over(base));
  }

  private SortedMap<String, String> over(SortedMap<String, String> head) {
    SortedMap<String, String> result = new TreeMap<>(head);
    wanted.forEach(
        (key, value) -> value.ifPresentOrElse(v -> result.put(key, v), () -> result.remove(key)));
    return result;
  }

  private void set(String key) {
    String value = team.newValue();
    edit(key, Optional.of(value));
    store.update(
        SyncMachine.VAULT, now -> now.editing(now.working().with(ENV, Map.of(key, value))));
  }

  private void delete(String key) {
    edit(key, Optional.empty());
    store.update(SyncMachine.VAULT, now -> now.editing(now.working().without(ENV, Set.of(key))));
  }

  private void edit(String key, Optional<String> value) {
    wanted.put(key, value);
    forgetWhatIsSo(base);
  }

  private void forgetWhatIsSo(SortedMap<String, String> head) {
    wanted
        .entrySet()
        .removeIf(e -> Objects.equals(head.get(e.getKey()), e.getValue().orElse(null)));
  }

  private void push() {
    LocalVault before = store.read(SyncMachine.VAULT);
    try {
      String status = sync.push().status();
      if (status.equals("created") || status.equals("updated")) {
        team.pushed(over(base));
        arrived();
      } else {
        assertThat(wanted).isEmpty();
      }
    } catch (ClientException.Behind e) {
      assertThat(before.version()).isLessThan(team.version());
      assertThat(store.read(SyncMachine.VAULT).working()).isEqualTo(before.working());
    } catch (ClientException.Usage e) {
      assertThat(working()).as("nothing to push").isEmpty();
    }
  }

  private void arrived() {
    base = team.head();
    wanted.clear();
  }

  /** The server has it, this machine does not know; the next act finds out. */
  private void pushUnanswered() {
    int before = team.server.versions.size();
    team.server.losesAnswers = true;
    try {
      sync.push();
    } catch (ClientException.Unreachable | ClientException.Behind | ClientException.Usage e) {
      assertThat(working()).isEqualTo(over(base));
    } finally {
      team.server.losesAnswers = false;
    }
    if (team.server.versions.size() > before) {
      team.pushed(over(base));
      arrived();
    }
  }

  private void pull(Resolution resolution) {
    Set<String> conflicts = new HashSet<>();
    LocalVault before = store.read(SyncMachine.VAULT);
    try {
      sync.pull(noting(resolution, conflicts));
      taken(conflicts, resolution);
    } catch (ClientException.Refused e) {
      assertThat(team.version()).isZero();
    } catch (ClientException.Conflict e) {
      assertThat(resolution).isSameAs(Resolution.REFUSE);
      assertThat(conflicts).isNotEmpty().isEqualTo(changedByBoth());
      assertThat(store.read(SyncMachine.VAULT).working()).isEqualTo(before.working());
    }
  }

  private Resolution noting(Resolution resolution, Set<String> conflicts) {
    return found -> {
      found.stream().map(KeyConflict::key).forEach(conflicts::add);
      return resolution.decide(found);
    };
  }

  /** Whoever pulled has the head, and was asked about every true conflict and nothing else. */
  private void taken(Set<String> conflicts, Resolution resolution) {
    assertThat(conflicts).isEqualTo(changedByBoth());
    if (resolution == Resolution.THEIRS) {
      wanted.keySet().removeAll(conflicts);
    }
    base = team.head();
    forgetWhatIsSo(base);
  }

  private Set<String> changedByBoth() {
    SortedMap<String, String> head = team.head();
    Set<String> keys = new HashSet<>(wanted.keySet());
    keys.removeIf(key -> Objects.equals(head.get(key), base.get(key)));
    keys.removeIf(key -> Objects.equals(head.get(key), wanted.get(key).orElse(null)));
    return keys;
  }

  private void rebase(Resolution resolution) {
    Set<String> conflicts = new HashSet<>();
    boolean pushes = !wanted.isEmpty();
    try {
      SyncOutcome outcome = sync.pushRebasing(noting(resolution, conflicts));
      if (!pushes) {
        return;
      }
      taken(conflicts, resolution);
      if (outcome.version() > team.version()) {
        team.pushed(over(base));
      }
      assertThat(outcome.version()).isEqualTo(team.version());
      arrived();
    } catch (ClientException.Usage e) {
      assertThat(working()).as("nothing to push").isEmpty();
    }
  }
}
