package dev.coffer.client.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushVault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that was away for several versions sees that they go on from its own. */
class LineageTest {
  @TempDir Path place;
  private final FakeVaults server = new FakeVaults();
  private SyncMachine a;

  @BeforeEach
  void oneDevice() {
    a = new SyncMachine(place, "a", new FakeDevices(), server);
    a.machine.enrol();
  }

  /** The machine as it was before {@code act}, its store restored. */
  private LocalVault away(Runnable act) {
    LocalVault before = a.store.read(SyncMachine.VAULT);
    act.run();
    a.store.update(SyncMachine.VAULT, now -> before);
    return before;
  }

  private void pushTimes(int times) {
    for (int i = 0; i < times; i++) {
      a.push("value " + server.versions.size());
    }
  }

  private void refuses(Class<? extends ClientException> kind, String message, boolean discard) {
    LocalVault before = a.store.read(SyncMachine.VAULT);
    ThrowingCallable pull = discard ? a.sync()::discard : () -> a.sync().pull(Resolution.REFUSE);
    assertThatThrownBy(pull).isInstanceOf(kind).hasMessageContaining(message);
    assertThat(a.store.read(SyncMachine.VAULT)).isEqualTo(before);
  }

  @Test
  void pull_severalVersionsOn_walksBackAndTakesIt() {
    pushTimes(2);
    away(() -> pushTimes(4));
    int before = server.requests;
    assertThat(a.sync().pull(Resolution.REFUSE).version()).isEqualTo(6);
    assertThat(a.value()).isEqualTo("value 5");
    assertThat(server.requests - before).as("the head and versions 5, 4 and 3").isEqualTo(4);
  }

  /** Version 2 was acknowledged here, then kept from everybody else. */
  @Test
  void pull_branchWithoutOurVersion_isRefusedAlsoWithDiscard() {
    pushTimes(1);
    List<PushVault> atOne = new ArrayList<>(server.versions);
    LocalVault one = a.store.read(SyncMachine.VAULT);
    pushTimes(1);
    LocalVault two = a.store.read(SyncMachine.VAULT);
    server.versions.clear();
    server.versions.addAll(atOne);
    a.store.update(SyncMachine.VAULT, now -> one);
    pushTimes(3);
    a.store.update(SyncMachine.VAULT, now -> two);
    refuses(ClientException.Tampered.class, "version 4 does not follow version 2", false);
    refuses(ClientException.Tampered.class, "version 4 does not follow version 2", true);
  }

  @Test
  void pull_otherHistoryThanTheHeadNames_isRefused() {
    pushTimes(1);
    away(() -> pushTimes(3));
    server.history =
        honest ->
            new PulledVault(
                honest.vaultId(),
                server.versions.get(0).encryptedBlob(),
                honest.wrappedKey(),
                honest.version(),
                honest.headVersion(),
                honest.format(),
                honest.recipients(),
                null,
                null,
                null);
    refuses(ClientException.Tampered.class, "the server sent version 1 as version 3", false);
  }

  @Test
  void pull_versionsBetweenGone_asksForADecision() {
    pushTimes(1);
    away(() -> pushTimes(4));
    server.forgotten = 3;
    refuses(ClientException.Conflict.class, "no longer has the versions between 1 and 5", false);
    assertThat(a.sync().discard().version()).isEqualTo(5);
    assertThat(a.value()).isEqualTo("value 4");
  }

  @Test
  void pull_moreThanAHundredVersionsOn_asksNothingMoreAndForADecision() {
    pushTimes(1);
    away(() -> pushTimes(101));
    int before = server.requests;
    refuses(ClientException.Conflict.class, "no longer has the versions", false);
    assertThat(server.requests - before).isEqualTo(1);
  }
}
