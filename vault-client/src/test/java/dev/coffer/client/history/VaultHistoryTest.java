package dev.coffer.client.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.sync.FakeVaults;
import dev.coffer.client.sync.SyncMachine;
import dev.coffer.client.vault.KeyChange;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.Manifest;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.VersionPage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultHistoryTest {
  private static final Instant DAY_ONE = Instant.parse("2026-11-01T12:00:00Z");
  private static final EnvironmentName STAGING = new EnvironmentName("staging");

  @TempDir Path place;
  private final FakeVaults server = new FakeVaults();
  private final FakeDevices devices = new FakeDevices();
  private SyncMachine a;

  @BeforeEach
  void oneDeviceAndItsHistory() {
    a = new SyncMachine(place, "a", devices, server);
    a.machine.enrol();
  }

  private void pushTimes(int times) {
    for (int i = 0; i < times; i++) {
      int version = server.versions.size() + 1;
      a.clock = Clock.fixed(DAY_ONE.plusSeconds(86400L * (version - 1)), ZoneOffset.UTC);
      a.push("value " + version);
    }
  }

  private SyncMachine secondDevice() {
    SyncMachine b = new SyncMachine(place, "b", devices, server);
    b.machine.enrol();
    devices.append(
        new ChainEvent.Approved(b.machine.identity().keys(), new DeviceName("b")), a.machine);
    b.machine.chain().pin(TrustedChain.verified(b.machine.chain().served()));
    return b;
  }

  private VaultHistory history() {
    return history(a);
  }

  private VaultHistory history(SyncMachine machine) {
    return new VaultHistory(
        SyncMachine.VAULT,
        machine.store,
        machine.remote(),
        machine.rules(),
        () -> machine.machine.chain().current().devices());
  }

  private static String value(Snapshot version) {
    return version.contents().of(EnvironmentName.DEFAULT).get("KEY");
  }

  private static Revision numbered(int version) {
    return new Revision.Numbered(version);
  }

  private static List<Snapshot> all(VaultHistory history) {
    List<Snapshot> versions = new ArrayList<>();
    history.walk().forEachRemaining(versions::add);
    return versions;
  }

  @Test
  void list_namesAuthors_andFetchesNoEnvelope() {
    pushTimes(7);
    server.fetched.clear();
    List<VaultHistory.Listed> listed = history().list(5);
    assertThat(listed).extracting(v -> v.stamp().version()).containsExactly(7, 6, 5, 4, 3);
    Stamp newest = listed.get(0).stamp();
    assertThat(newest.deviceName()).contains("a");
    assertThat(newest.device()).contains(a.machine.identity().keyId());
    assertThat(newest.account()).contains("anna");
    assertThat(newest.time()).contains(FakeVaults.storedAt(7));
    assertThat(server.fetched).isEmpty();
    assertThat(history().list(99)).hasSize(7);
  }

  @Test
  void at_numberDistanceAndTime_opensThatVersion() {
    pushTimes(5);
    VaultHistory history = history();
    assertThat(value(history.at(numbered(2)))).isEqualTo("value 2");
    assertThat(value(history.at(new Revision.Back(1)))).isEqualTo("value 4");
    assertThat(value(history.at(Revision.HEAD))).isEqualTo("value 5");
    Snapshot third = history.at(new Revision.At(DAY_ONE.plusSeconds(86400L * 3 - 1)));
    assertThat(value(third)).isEqualTo("value 3");
    assertThat(third.stamp().time()).contains(DAY_ONE.plusSeconds(86400L * 2));
    assertThat(third.stamp().deviceName()).contains("a");
    assertThat(third.stamp().account()).contains("anna");
  }

  @Test
  void at_whatTheHistoryDoesNotHave_isNotFound() {
    pushTimes(3);
    assertThatThrownBy(() -> history().at(numbered(4)))
        .isInstanceOf(ClientException.NotFound.class)
        .hasMessageContaining("no version 4: the newest is version 3");
    assertThatThrownBy(() -> history().at(new Revision.Back(3)))
        .isInstanceOf(ClientException.NotFound.class);
    assertThatThrownBy(() -> history().at(new Revision.At(DAY_ONE.minusSeconds(1))))
        .isInstanceOf(ClientException.NotFound.class)
        .hasMessageContaining("begins with version 1");
    server.forgotten = 2;
    assertThatThrownBy(() -> history().at(numbered(2)))
        .isInstanceOf(ClientException.NotFound.class)
        .hasMessageContaining("begins with version 3");
  }

  @Test
  void at_vaultThatWasNeverPushed_isNotFound() {
    assertThatThrownBy(() -> history().at(Revision.HEAD))
        .isInstanceOf(ClientException.NotFound.class)
        .hasMessageContaining("does not have this vault yet");
  }

  @Test
  void at_fetchesNoVersionTwice_alsoWhenThisMachineIsBehind() {
    pushTimes(2);
    LocalVault two = a.store.read(SyncMachine.VAULT);
    pushTimes(4);
    a.store.update(SyncMachine.VAULT, now -> two);
    server.fetched.clear();
    VaultHistory history = history();
    assertThat(value(history.at(numbered(1)))).isEqualTo("value 1");
    assertThat(server.fetched).containsExactly(5, 4, 3, 2, 1);
    assertThat(a.store.read(SyncMachine.VAULT)).isEqualTo(two);
  }

  @Test
  void at_recentVersion_fetchesNothingBelowIt() {
    pushTimes(6);
    server.fetched.clear();
    history().at(numbered(5));
    assertThat(server.fetched).containsExactly(5);
  }

  @Test
  void oldEpochs_openWithTheirOwnKeys() {
    pushTimes(2);
    a.sync().rotateKey();
    pushTimes(1);
    a.sync().rotateKey();
    assertThat(all(history()))
        .extracting(VaultHistoryTest::value)
        .containsExactly("value 4", "value 4", "value 2", "value 2", "value 1");
  }

  @Test
  void deviceApprovedLater_opensItsEpochs_andListsTheOthersAsClosed() {
    pushTimes(2);
    SyncMachine b = secondDevice();
    a.sync().rotateKey();
    pushTimes(1);
    b.sync().pull(Resolution.REFUSE);
    List<Snapshot> seen = all(history(b));
    assertThat(seen).extracting(Snapshot::version).containsExactly(4, 3, 2, 1);
    assertThat(value(seen.get(0))).isEqualTo("value 4");
    assertThat(value(seen.get(1))).isEqualTo("value 2");
    assertThat(seen.get(2).closed()).isPresent();
    assertThat(seen.get(2).stamp().deviceName()).contains("a");
    assertThatThrownBy(() -> history(b).at(numbered(1)).contents())
        .isInstanceOf(ClientException.Refused.class)
        .hasMessageContaining("version 1 cannot be opened here");
    assertThat(history(b).range(Optional.empty(), Revision.HEAD))
        .extracting(Snapshot::version)
        .containsExactly(3, 4);
  }

  @Test
  void versionsOfADeviceRevokedSince_areStillBelieved() {
    pushTimes(1);
    SyncMachine b = secondDevice();
    a.accountVaults().shareKeys();
    b.sync().pull(Resolution.REFUSE);
    b.push("from b");
    a.sync().pull(Resolution.REFUSE);
    a.accountVaults().revoke(b.machine.identity().keyId());
    Snapshot two = history().at(numbered(2));
    assertThat(value(two)).isEqualTo("from b");
    assertThat(two.stamp().deviceName()).contains("b");
  }

  @Test
  void emptyVersion_opensWithoutAKey() {
    pushTimes(1);
    a.store.update(
        SyncMachine.VAULT,
        local -> local.editing(local.working().without(EnvironmentName.DEFAULT, Set.of("KEY"))));
    a.sync().push();
    pushTimes(1);
    assertThat(history().at(numbered(2)).contents().isEmpty()).isTrue();
  }

  @Test
  void between_twoVersions_andTheWorkingCopy() {
    pushTimes(3);
    a.set("edited");
    Difference versions = history().between(numbered(1), Optional.of(numbered(3)));
    assertThat(versions.changes())
        .containsExactly(new KeyChange("default", "KEY", "value 1", "value 3"));
    assertThat(versions.to().orElseThrow().version()).isEqualTo(3);
    Difference backwards = history().between(numbered(3), Optional.of(numbered(1)));
    assertThat(backwards.changes())
        .containsExactly(new KeyChange("default", "KEY", "value 3", "value 1"));
    Difference working = history().between(numbered(2), Optional.empty());
    assertThat(working.changes())
        .containsExactly(new KeyChange("default", "KEY", "value 2", "edited"));
    assertThat(working.to()).isEmpty();
  }

  @Test
  void range_isOldestFirst_andInOrder() {
    pushTimes(5);
    assertThat(history().range(Optional.of(numbered(2)), numbered(4)))
        .extracting(Snapshot::version)
        .containsExactly(2, 3, 4);
    assertThatThrownBy(() -> history().range(Optional.of(numbered(4)), numbered(2)))
        .isInstanceOf(ClientException.Usage.class)
        .hasMessage("version 4 is not older than version 2");
  }

  @Test
  void rollback_saysWhatItChanges_andChangesNothing() {
    pushTimes(3);
    Rollback rollback = history().rollback(numbered(1), Optional.empty(), false);
    assertThat(rollback.target().version()).isEqualTo(1);
    assertThat(rollback.changes())
        .containsExactly(new KeyChange("default", "KEY", "value 3", "value 1"));
    assertThat(server.versions).hasSize(3);
    assertThat(a.value()).isEqualTo("value 3");
  }

  @Test
  void rollback_unknownEnvironment_isNotFound() {
    pushTimes(2);
    assertThatThrownBy(() -> history().rollback(numbered(1), Optional.of(STAGING), false))
        .isInstanceOf(ClientException.NotFound.class)
        .hasMessageContaining("'staging'");
  }

  @Test
  void rollback_thisMachineBehind_isAConflict() {
    pushTimes(1);
    LocalVault one = a.store.read(SyncMachine.VAULT);
    pushTimes(1);
    a.store.update(SyncMachine.VAULT, now -> one);
    assertThatThrownBy(() -> history().rollback(numbered(1), Optional.empty(), false))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessage("this machine has version 1, the server has version 2");
  }

  /** What a server could show instead of a version. */
  @Nested
  class HostileServer {
    private void showing(int version, String envelope, Integer number) {
      server.history =
          honest ->
              honest.version() != version
                  ? honest
                  : new PulledVault(
                      honest.vaultId(),
                      envelope,
                      honest.wrappedKey(),
                      number,
                      honest.headVersion(),
                      honest.format(),
                      honest.recipients(),
                      null,
                      null,
                      honest.updatedAt());
    }

    private String envelope(int version) {
      return server.versions.get(version - 1).encryptedBlob();
    }

    private void refuses(int version, String message) {
      LocalVault before = a.store.read(SyncMachine.VAULT);
      assertThatThrownBy(() -> history().at(numbered(version)).contents())
          .isInstanceOf(ClientException.Tampered.class)
          .hasMessageContaining(message);
      assertThat(a.store.read(SyncMachine.VAULT)).isEqualTo(before);
    }

    /** Version {@code version} once more with {@code change} in its text, signed by device a. */
    private String forged(int version, UnaryOperator<String> change) {
      Envelope real = Envelope.parse(envelope(version));
      String text = change.apply(real.manifest().text());
      Manifest.parse(text);
      return new Envelope(SignedNote.sign(text, a.machine.identity()), real.sections()).format();
    }

    @Test
    void anotherVersionsEnvelope() {
      pushTimes(4);
      showing(2, envelope(1), 2);
      refuses(2, "the server sent version 1 as version 2");
      showing(2, envelope(1), 1);
      refuses(2, "the server sent version 1 as version 2");
      showing(2, envelope(2), 1);
      refuses(2, "the server sent version 2 as version 2");
    }

    @Test
    void forkOfAnOlderVersion() {
      pushTimes(1);
      LocalVault one = a.store.read(SyncMachine.VAULT);
      a.push("the other");
      String fork = envelope(2);
      server.versions.remove(1);
      a.store.update(SyncMachine.VAULT, now -> one);
      pushTimes(3);
      showing(2, fork, 2);
      refuses(2, "version 3 does not follow the version 2 shown");
      refuses(1, "version 3 does not follow the version 2 shown");
    }

    @Test
    void forgedVersionThatOnlyALaterOneWouldShow() {
      pushTimes(3);
      showing(2, forged(2, text -> text.replace("time 2026-11-02", "time 2026-11-03")), 2);
      refuses(2, "version 3 does not follow the version 2 shown");
    }

    @Test
    void anotherVaultsEnvelope() {
      pushTimes(3);
      showing(2, forged(2, text -> text.replace("vault shop", "vault bank")), 2);
      refuses(2, "another vault's envelope");
    }

    @Test
    void changedBytesOrNoEnvelope() {
      pushTimes(3);
      String real = envelope(2);
      showing(2, real.substring(0, real.length() - 1), 2);
      refuses(2, "not whole");
      showing(2, null, 2);
      refuses(2, "no envelope");
      showing(2, real, null);
      refuses(2, "no envelope");
    }

    @Test
    void anotherSignature() {
      pushTimes(3);
      String real = envelope(2);
      int start = real.indexOf("\u2014 ");
      int end = real.indexOf('\n', start);
      String other = envelope(1);
      int from = other.indexOf("\u2014 ");
      String line = other.substring(from, other.indexOf('\n', from));
      showing(2, real.substring(0, start) + line + real.substring(end), 2);
      refuses(2, "signature is not that of its author");
    }

    /** What an approved device took over without looking is still looked at here. */
    @Test
    void authorThatWasApprovedOnlyLater() {
      pushTimes(3);
      SyncMachine b = secondDevice();
      Envelope two = Envelope.parse(envelope(2));
      String text =
          two.manifest()
              .text()
              .replace(a.machine.identity().keyId().value(), b.machine.identity().keyId().value());
      Envelope byB = new Envelope(SignedNote.sign(text, b.machine.identity()), two.sections());
      store(3, forged(3, of -> of.replace(two.digest().text(), byB.digest().text())));
      store(2, byB.format());
      a.store.update(SyncMachine.VAULT, now -> LocalVault.fresh(SyncMachine.VAULT));
      refuses(2, "was not approved when it made it");
    }

    private void store(int version, String envelope) {
      PushVault real = server.versions.get(version - 1);
      server.versions.set(
          version - 1,
          new PushVault(
              envelope,
              real.wrappedKey(),
              real.expectedVersion(),
              null,
              real.name(),
              real.schema(),
              real.format(),
              real.wrappedKeys()));
    }

    @Test
    void anotherHistoryThanThisMachineHas() {
      pushTimes(1);
      LocalVault one = a.store.read(SyncMachine.VAULT);
      a.push("mine");
      LocalVault two = a.store.read(SyncMachine.VAULT);
      server.versions.remove(1);
      a.store.update(SyncMachine.VAULT, now -> one);
      pushTimes(3);
      a.store.update(SyncMachine.VAULT, now -> two);
      refuses(4, "version 4 does not follow version 2");
    }

    @Test
    void versionInAnotherFormat_isClosedAndSoIsAllBelowIt() {
      pushTimes(3);
      server.history =
          honest ->
              honest.version() > 2
                  ? honest
                  : new PulledVault(
                      honest.vaultId(),
                      "x",
                      "x",
                      honest.version(),
                      3,
                      "lpm",
                      null,
                      null,
                      null,
                      null);
      Iterator<Snapshot> walk = history().walk();
      assertThat(walk.next().closed()).isEmpty();
      assertThat(walk.next().closed()).isPresent();
      assertThat(walk.next().closed()).isPresent();
      assertThat(walk.hasNext()).isFalse();
    }

    @Test
    void listWithoutTheNewest_orWithAGap() {
      pushTimes(5);
      server.listing =
          page -> new VersionPage(page.versions().subList(1, page.versions().size()), null);
      assertThatThrownBy(() -> history().list(9))
          .isInstanceOf(ClientException.Tampered.class)
          .hasMessageContaining("up to 4, but version 5 exists");
      server.listing =
          page ->
              new VersionPage(
                  List.of(page.versions().get(0), page.versions().get(2)), page.nextCursor());
      assertThatThrownBy(() -> history().list(9))
          .isInstanceOf(ClientException.Tampered.class)
          .hasMessageContaining("has a gap");
    }
  }

  @Test
  void blameAndChanges_acrossTwoDevicesAndARotation() {
    pushTimes(1);
    SyncMachine b = secondDevice();
    a.accountVaults().shareKeys();
    b.sync().pull(Resolution.REFUSE);
    b.store.update(
        SyncMachine.VAULT,
        local -> local.editing(local.working().with(EnvironmentName.DEFAULT, Map.of("B", "1"))));
    b.sync().push();
    a.sync().pull(Resolution.REFUSE);
    a.sync().rotateKey();
    List<Blame.Line> lines =
        new Blame(EnvironmentName.DEFAULT, Optional.empty()).read(history().walk());
    assertThat(lines).extracting(Blame.Line::key).containsExactly("B", "KEY");
    assertThat(lines).extracting(line -> line.by().version()).containsExactly(2, 1);
    assertThat(lines)
        .extracting(line -> line.by().deviceName().orElseThrow())
        .containsExactly("b", "a");
    assertThat(new ChangeLog(Optional.empty()).read(history().walk(), 9))
        .extracting(entry -> entry.changes().orElseThrow().size())
        .containsExactly(0, 1, 1);
  }
}
