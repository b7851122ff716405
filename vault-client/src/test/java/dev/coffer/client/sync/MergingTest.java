package dev.coffer.client.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.merge.Decision;
import dev.coffer.client.merge.KeyConflict;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.vault.KeyChange;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two machines that edited at the same time make of it. */
class MergingTest {
  private static final EnvironmentName ENV = EnvironmentName.DEFAULT;

  @TempDir Path place;
  private final FakeVaults server = new FakeVaults();
  private SyncMachine a;
  private SyncMachine b;

  @BeforeEach
  void bothHaveVersionOne() {
    FakeDevices devices = new FakeDevices();
    a = new SyncMachine(place, "a", devices, server);
    a.machine.enrol();
    b = new SyncMachine(place, "b", devices, server);
    b.machine.enrol();
    devices.append(
        new ChainEvent.Approved(b.machine.identity().keys(), new DeviceName("b")), a.machine);
    b.machine.chain().pin(TrustedChain.verified(b.machine.chain().served()));
    set(a, "SHARED", "0");
    set(a, "GONE", "0");
    a.sync().push();
    b.sync().pull(Resolution.REFUSE);
  }

  private static void set(SyncMachine machine, String key, String value) {
    machine.store.update(
        SyncMachine.VAULT, local -> local.editing(local.working().with(ENV, Map.of(key, value))));
  }

  private static void delete(SyncMachine machine, String key) {
    machine.store.update(
        SyncMachine.VAULT, local -> local.editing(local.working().without(ENV, Set.of(key))));
  }

  private static Map<String, String> values(SyncMachine machine) {
    return machine.store.read(SyncMachine.VAULT).working().of(ENV);
  }

  private static List<String> labels(List<KeyChange> changes) {
    return changes.stream().map(change -> change.kind() + " " + change.label()).toList();
  }

  private void pushFromA(String key, String value) {
    set(a, key, value);
    a.sync().push();
  }

  @Test
  void pull_disjointEdits_mergesAndListsBoth() {
    set(a, "A", "a");
    delete(a, "GONE");
    a.sync().push();
    set(b, "B", "b");
    SyncOutcome outcome = b.sync().pull(Resolution.REFUSE);
    assertThat(outcome.status()).isEqualTo("merged");
    assertThat(labels(outcome.report().came())).containsExactly("added A", "removed GONE");
    assertThat(labels(outcome.report().kept())).containsExactly("added B");
    assertThat(values(b)).isEqualTo(Map.of("A", "a", "B", "b", "SHARED", "0"));
    b.sync().push();
    a.sync().pull(Resolution.REFUSE);
    assertThat(values(a)).isEqualTo(values(b));
  }

  @Test
  void pull_deletedHere_staysDeleted() {
    delete(b, "GONE");
    pushFromA("A", "a");
    b.sync().pull(Resolution.REFUSE);
    b.sync().push();
    a.sync().pull(Resolution.REFUSE);
    assertThat(values(a)).isEqualTo(Map.of("A", "a", "SHARED", "0"));
  }

  @Test
  void pull_sameChangeOnBothSides_leavesNothingToPush() {
    pushFromA("SHARED", "1");
    set(b, "SHARED", "1");
    SyncOutcome outcome = b.sync().pull(Resolution.REFUSE);
    assertThat(outcome.status()).isEqualTo("pulled");
    assertThat(outcome.changes()).isEmpty();
    assertThat(b.store.read(SyncMachine.VAULT).edits()).isEmpty();
  }

  @Test
  void pull_trueConflict_namesTheKeysAndChangesNothing() {
    pushFromA("SHARED", "theirs");
    pushFromA("OTHER", "1");
    set(b, "SHARED", "mine");
    LocalVault before = b.store.read(SyncMachine.VAULT);
    assertThatThrownBy(() -> b.sync().pull(Resolution.REFUSE))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessage("changed both here and on the server: SHARED")
        .satisfies(
            e ->
                assertThat(((ClientException) e).hint().orElseThrow())
                    .contains("--ours", "--theirs", "--edit"));
    assertThat(b.store.read(SyncMachine.VAULT)).isEqualTo(before);
  }

  @Test
  void pull_ours_keepsMineOnTopOfTheirs() {
    pushFromA("SHARED", "theirs");
    pushFromA("OTHER", "1");
    set(b, "SHARED", "mine");
    SyncOutcome outcome = b.sync().pull(Resolution.OURS);
    assertThat(outcome.report().decided())
        .extracting(Decision::taken)
        .containsExactly(Decision.Taken.OURS);
    assertThat(labels(outcome.report().kept())).containsExactly("changed SHARED");
    assertThat(values(b)).containsEntry("SHARED", "mine").containsEntry("OTHER", "1");
  }

  @Test
  void pull_theirs_givesUpTheConflictingEditsAlone() {
    pushFromA("SHARED", "theirs");
    set(b, "SHARED", "mine");
    set(b, "MINE", "1");
    SyncOutcome outcome = b.sync().pull(Resolution.THEIRS);
    assertThat(labels(outcome.report().kept())).containsExactly("added MINE");
    assertThat(values(b)).containsEntry("SHARED", "theirs").containsEntry("MINE", "1");
  }

  @Test
  void pull_deletedHereAndEditedThere_isAConflict() {
    pushFromA("SHARED", "theirs");
    delete(b, "SHARED");
    assertThatThrownBy(() -> b.sync().pull(Resolution.REFUSE))
        .hasMessageContaining("SHARED (deleted here)");
    b.sync().pull(Resolution.OURS);
    assertThat(values(b)).doesNotContainKey("SHARED");
  }

  @Test
  void pull_editedByAnotherProcessMeanwhile_keepsThatEdit() {
    pushFromA("A", "a");
    server.duringPull = () -> set(b, "B", "meanwhile");
    b.sync().pull(Resolution.REFUSE);
    assertThat(values(b)).containsEntry("A", "a").containsEntry("B", "meanwhile");
  }

  @Test
  void pull_editedIntoAConflictMeanwhile_changesNothing() {
    pushFromA("SHARED", "theirs");
    server.duringPull = () -> set(b, "SHARED", "meanwhile");
    assertThatThrownBy(() -> b.sync().pull(Resolution.REFUSE))
        .isInstanceOf(ClientException.Conflict.class);
    assertThat(values(b)).containsEntry("SHARED", "meanwhile");
    assertThat(b.store.read(SyncMachine.VAULT).version()).isEqualTo(1);
  }

  /** The person decided about values that are no longer those. */
  @Test
  void pull_valueChangedWhileDeciding_isAskedAboutAgain() {
    pushFromA("SHARED", "theirs");
    set(b, "SHARED", "mine");
    List<KeyConflict> asked = new ArrayList<>();
    Resolution resolution =
        conflicts -> {
          asked.addAll(conflicts);
          if (asked.size() == 1) {
            set(b, "SHARED", "mine, again");
          }
          return Resolution.THEIRS.decide(conflicts);
        };
    b.sync().pull(resolution);
    assertThat(asked).extracting(KeyConflict::mine).containsExactly("mine", "mine, again");
    assertThat(values(b)).containsEntry("SHARED", "theirs");
  }

  /** Deciding holds no lock: an edit and even a pull of another process go on. */
  @Test
  void pull_whileDeciding_locksNothing() {
    pushFromA("SHARED", "theirs");
    set(b, "SHARED", "mine");
    Resolution resolution =
        conflicts -> {
          b.sync().pull(Resolution.OURS);
          return Resolution.THEIRS.decide(conflicts);
        };
    b.sync().pull(resolution);
    assertThat(b.store.read(SyncMachine.VAULT).version()).isEqualTo(2);
    assertThat(values(b)).containsEntry("SHARED", "mine");
  }

  @Test
  void pull_firstTimeWithImportedVariables_merges() {
    LocalVault imported = LocalVault.fresh(SyncMachine.VAULT);
    a.store.update(SyncMachine.VAULT, now -> imported.editing(now.working()));
    set(a, "IMPORTED", "1");
    assertThat(a.sync().pull(Resolution.REFUSE).status()).isEqualTo("merged");
    assertThat(values(a)).isEqualTo(Map.of("GONE", "0", "SHARED", "0", "IMPORTED", "1"));
  }

  @Test
  void pushRebasing_behind_mergesAndPushes() {
    pushFromA("A", "a");
    set(b, "B", "b");
    SyncOutcome outcome = b.sync().pushRebasing(Resolution.REFUSE);
    assertThat(outcome.version()).isEqualTo(3);
    assertThat(labels(outcome.changes())).containsExactly("added B");
    assertThat(labels(outcome.report().came())).containsExactly("added A");
    assertThat(outcome.report().kept()).isEmpty();
    a.sync().pull(Resolution.REFUSE);
    assertThat(values(a)).containsEntry("A", "a").containsEntry("B", "b");
  }

  @Test
  void pushRebasing_othersComeFirstAgain_triesAgain() {
    pushFromA("A", "1");
    set(b, "B", "b");
    server.beforePush = () -> pushFromA("A", "2");
    assertThat(b.sync().pushRebasing(Resolution.REFUSE).version()).isEqualTo(4);
    assertThat(values(b)).containsEntry("A", "2").containsEntry("B", "b");
  }

  @Test
  void pushRebasing_othersComeFirstEveryTime_givesUpAndKeepsTheEdit() {
    set(b, "B", "b");
    server.beforePush = this::pushFirst;
    assertThatThrownBy(() -> b.sync().pushRebasing(Resolution.REFUSE))
        .isInstanceOf(ClientException.Behind.class);
    assertThat(server.versions).hasSize(7);
    assertThat(values(b)).containsEntry("B", "b").containsEntry("A", "5");
  }

  private void pushFirst() {
    pushFromA("A", Integer.toString(server.versions.size()));
    server.beforePush = this::pushFirst;
  }

  @Test
  void pushRebasing_trueConflict_pushesNothing() {
    pushFromA("SHARED", "theirs");
    set(b, "SHARED", "mine");
    LocalVault before = b.store.read(SyncMachine.VAULT);
    assertThatThrownBy(() -> b.sync().pushRebasing(Resolution.REFUSE))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessageContaining("SHARED");
    assertThat(server.versions).hasSize(2);
    assertThat(b.store.read(SyncMachine.VAULT)).isEqualTo(before);
    assertThat(b.sync().pushRebasing(Resolution.OURS).version()).isEqualTo(3);
  }

  @Test
  void push_offline_leavesNothingUnanswered() {
    set(b, "B", "b");
    LocalVault before = b.store.read(SyncMachine.VAULT);
    server.denial = new ClientException.Offline();
    assertThatThrownBy(() -> b.sync().push()).isInstanceOf(ClientException.Offline.class);
    assertThat(b.store.read(SyncMachine.VAULT)).isEqualTo(before);
  }
}
