package dev.coffer.client.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.vault.KeyChange;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.envelope.Envelope;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contents that come from elsewhere, such as an older version, become the next version. */
class ReplacementTest {
  private static final EnvironmentName DEFAULT = EnvironmentName.DEFAULT;
  private static final EnvironmentName STAGING = new EnvironmentName("staging");
  private static final VaultContents OLD =
      VaultContents.EMPTY.with(DEFAULT, Map.of("KEY", "old")).with(STAGING, Map.of("S", "old"));
  private static final VaultContents NEW =
      VaultContents.EMPTY
          .with(DEFAULT, Map.of("KEY", "new", "MORE", "new"))
          .with(STAGING, Map.of("S", "new"));

  @TempDir Path place;
  private final FakeVaults server = new FakeVaults();
  private SyncMachine a;

  @BeforeEach
  void aVaultWithTwoEnvironments() {
    a = new SyncMachine(place, "a", new FakeDevices(), server);
    a.machine.enrol();
    edit(NEW);
    a.sync().push();
  }

  private void edit(VaultContents contents) {
    a.store.update(SyncMachine.VAULT, local -> local.editing(contents));
  }

  private LocalVault local() {
    return a.store.read(SyncMachine.VAULT);
  }

  private static Replacement all(boolean discard) {
    return new Replacement(OLD, Optional.empty(), discard);
  }

  private static Replacement of(EnvironmentName environment, boolean discard) {
    return new Replacement(OLD, Optional.of(environment), discard);
  }

  @Test
  void replace_all_isTheNextVersionAndTheWorkingCopy() {
    SyncOutcome outcome = a.sync().replace(all(false));
    assertThat(outcome.status()).isEqualTo("rolled_back");
    assertThat(outcome.version()).isEqualTo(2);
    assertThat(outcome.changes())
        .extracting(KeyChange::label)
        .containsExactly("KEY", "MORE", "staging/S");
    assertThat(local().working()).isEqualTo(OLD);
    assertThat(local().edits()).isEmpty();
    assertThat(a.sync().pull(Resolution.REFUSE).status()).isEqualTo("up_to_date");
  }

  @Test
  void replace_oneEnvironment_keepsTheOthersByteForByte() {
    a.sync().replace(of(DEFAULT, false));
    assertThat(local().working().of(DEFAULT)).isEqualTo(OLD.of(DEFAULT));
    assertThat(local().working().of(STAGING)).isEqualTo(NEW.of(STAGING));
    assertThat(envelope(2).sections().get(STAGING)).isEqualTo(envelope(1).sections().get(STAGING));
  }

  private Envelope envelope(int version) {
    return Envelope.parse(server.versions.get(version - 1).encryptedBlob());
  }

  @Test
  void replace_bySame_asksNothing() {
    int before = server.requests;
    assertThat(a.sync().replace(new Replacement(NEW, Optional.empty(), false)).status())
        .isEqualTo("unchanged");
    assertThat(server.requests).isEqualTo(before);
  }

  @Test
  void replace_ontoLocalEdits_isRefusedNamingThem() {
    edit(NEW.with(DEFAULT, Map.of("KEY", "edited")));
    LocalVault before = local();
    assertThatThrownBy(() -> a.sync().replace(all(false)))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessage("that would overwrite local edits of KEY");
    assertThat(local()).isEqualTo(before);
    assertThat(server.versions).hasSize(1);
  }

  @Test
  void replace_withDiscard_givesUpEditsOfWhatItReplacesOnly() {
    VaultContents edited =
        NEW.with(DEFAULT, Map.of("KEY", "edited")).with(STAGING, Map.of("MINE", "edited"));
    edit(edited);
    a.sync().replace(of(DEFAULT, true));
    assertThat(local().working().of(DEFAULT)).isEqualTo(OLD.of(DEFAULT));
    assertThat(local().edits()).extracting(KeyChange::label).containsExactly("staging/MINE");
    assertThat(local().base().of(STAGING)).isEqualTo(NEW.of(STAGING));
  }

  @Test
  void replace_serverAhead_isAConflictThatChangesNothing() {
    LocalVault one = local();
    a.sync().replace(of(STAGING, false));
    a.store.update(SyncMachine.VAULT, now -> one);
    assertThatThrownBy(() -> a.sync().replace(all(false)))
        .isInstanceOfSatisfying(
            ClientException.Conflict.class,
            e -> assertThat(e.hint().orElseThrow()).doesNotContain("--rebase"))
        .hasMessage("this machine has version 1, the server has version 2");
    assertThat(local()).isEqualTo(one);
    assertThat(server.versions).hasSize(2);
  }

  @Test
  void replace_refused_keepsTheEditsThatWereToBeGivenUp() {
    LocalVault one = local();
    a.sync().replace(of(STAGING, false));
    a.store.update(SyncMachine.VAULT, now -> one);
    edit(NEW.with(DEFAULT, Map.of("KEY", "edited")));
    LocalVault before = local();
    assertThatThrownBy(() -> a.sync().replace(all(true)))
        .isInstanceOf(ClientException.Conflict.class);
    assertThat(local()).isEqualTo(before);
  }

  @Test
  void replace_answerLost_isRecognisedByTheNextPush() {
    server.losesAnswers = true;
    assertThatThrownBy(() -> a.sync().replace(all(false)))
        .isInstanceOf(ClientException.Unreachable.class);
    server.losesAnswers = false;
    assertThat(a.sync().push().status()).isEqualTo("recovered");
    assertThat(local().working()).isEqualTo(OLD);
    assertThat(local().version()).isEqualTo(2);
    assertThat(server.versions).hasSize(2);
  }

  @Test
  void replace_neverArrived_isALocalEditThatTheNextPushSends() {
    server.away = true;
    assertThatThrownBy(() -> a.sync().replace(all(false)))
        .isInstanceOf(ClientException.Unreachable.class);
    server.away = false;
    assertThat(a.sync().push().version()).isEqualTo(2);
    assertThat(local().base()).isEqualTo(OLD);
  }
}
