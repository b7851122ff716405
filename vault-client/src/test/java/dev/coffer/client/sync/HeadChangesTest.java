package dev.coffer.client.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.payload.PayloadRules.Prepared;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.Commitments;
import dev.coffer.client.vault.KeyChange;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.wire.vault.PushVault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newest version changes, and what a person has edited meanwhile stays edited. */
class HeadChangesTest {
  private static final EnvironmentName DEFAULT = EnvironmentName.DEFAULT;
  private static final VaultDescription NAMED =
      new VaultDescription(Optional.of("Shop"), Optional.of(Map.of("vars", Map.of())));

  @TempDir Path place;
  private final FakeVaults server = new FakeVaults();
  private SyncMachine a;

  @BeforeEach
  void aMachine() {
    a = new SyncMachine(place, "a", new FakeDevices(), server);
    a.machine.enrol();
  }

  private static UnaryOperator<VaultContents> setting(String key, String value) {
    return contents -> contents.with(DEFAULT, Map.of(key, value));
  }

  private LocalVault local() {
    return a.store.read(SyncMachine.VAULT);
  }

  private PushVault last() {
    return server.versions.get(server.versions.size() - 1);
  }

  @Test
  void begin_makesAnEmptyFirstVersionThatOthersGoOnFrom() {
    assertThat(a.head().newest()).isEmpty();
    assertThat(a.head().begin(NAMED).version()).isEqualTo(1);
    assertThat(last().name()).isEqualTo("Shop");
    assertThat(a.head().newest().orElseThrow().version().contents().isEmpty()).isTrue();
    a.push("first");
    assertThat(server.versions).hasSize(2);
  }

  @Test
  void begin_keepsWhatWasEditedBeforeTheVaultWasThere() {
    a.set("mine");
    a.head().begin(NAMED);
    assertThat(a.value()).isEqualTo("mine");
    assertThat(local().edits()).extracting(KeyChange::kind).containsExactly("added");
  }

  @Test
  void begin_whereTheVaultIs_isRefusedAndStoresNothing() {
    a.push("first");
    assertThatThrownBy(() -> a.head().begin(NAMED)).isInstanceOf(ClientException.Conflict.class);
    assertThat(server.versions).hasSize(1);
  }

  @Test
  void begin_ofWhichTheAnswerWasLost_isRecognised() {
    lose();
    assertThat(a.head().begin(NAMED).version()).isEqualTo(1);
    assertThat(server.versions).hasSize(1);
    assertThat(local().pending()).isNull();
  }

  /** The server has the vault, and nobody here heard of it. */
  private void lose() {
    server.losesAnswers = true;
    assertThatThrownBy(() -> a.head().begin(NAMED)).isInstanceOf(ClientException.Unreachable.class);
    server.losesAnswers = false;
  }

  @Test
  void begin_ofWhichTheAnswerWasLost_underAnotherName_describesIt() {
    lose();
    VaultDescription other = new VaultDescription(Optional.of("Kiosk"), Optional.empty());
    assertThat(a.head().begin(other).version()).isEqualTo(2);
    assertThat(last().name()).isEqualTo("Kiosk");
  }

  @Test
  void begin_whereOthersComeFirst_isRefused_asWhereTheVaultIs() {
    VaultStore elsewhere = VaultStore.ofOrganisation(a.machine.folder(), UUID.randomUUID());
    HeadChanges others = new HeadChanges(SyncMachine.VAULT, elsewhere, a.remote(), a.rules());
    server.beforePush = () -> others.begin(NAMED);
    assertThatThrownBy(() -> a.head().begin(NAMED))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessageContaining("already");
    assertThat(server.versions).hasSize(1);
    assertThat(local().version()).isZero();
    assertThat(local().pending()).isNull();
  }

  @Test
  void begin_whereAPushArrivedUnheard_isRefused() {
    server.losesAnswers = true;
    assertThatThrownBy(() -> a.push("first")).isInstanceOf(ClientException.Unreachable.class);
    server.losesAnswers = false;
    assertThatThrownBy(() -> a.head().begin(NAMED)).isInstanceOf(ClientException.Conflict.class);
    assertThat(server.versions).hasSize(1);
  }

  @Test
  void begin_whereTheServerHasLostAVaultThatWasSeen_isRefused() {
    a.push("first");
    server.versions.clear();
    assertThatThrownBy(() -> a.head().begin(NAMED)).isInstanceOf(ClientException.Conflict.class);
    assertThat(server.versions).isEmpty();
    a.head().forget();
    assertThat(local().version()).isZero();
  }

  @Test
  void change_isTheNextVersion_andLocalEditsStayEdits() {
    a.push("first");
    a.set("edited");
    SyncOutcome outcome =
        a.head().change(setting("MORE", "1"), VaultDescription.UNCHANGED).outcome();
    assertThat(outcome.version()).isEqualTo(2);
    assertThat(local().working().of(DEFAULT))
        .containsOnly(Map.entry("KEY", "edited"), Map.entry("MORE", "1"));
    assertThat(local().edits()).extracting(KeyChange::key).containsExactly("KEY");
    assertThat(last().name()).isNull();
  }

  @Test
  void change_ofWhichTheAnswerWasLost_isNoDeletionOnThisMachine() {
    a.push("first");
    a.set("edited");
    server.losesAnswers = true;
    assertThatThrownBy(() -> a.head().change(setting("MORE", "1"), VaultDescription.UNCHANGED))
        .isInstanceOf(ClientException.Unreachable.class);
    server.losesAnswers = false;
    a.sync().pull(Resolution.REFUSE);
    assertThat(local().working().of(DEFAULT))
        .containsOnly(Map.entry("KEY", "edited"), Map.entry("MORE", "1"));
    assertThat(local().edits()).extracting(KeyChange::key).containsExactly("KEY");
  }

  @Test
  void change_ofNothing_asksForNoVersion() {
    a.push("first");
    SyncOutcome outcome =
        a.head().change(setting("KEY", "first"), VaultDescription.UNCHANGED).outcome();
    assertThat(outcome.status()).isEqualTo("unchanged");
    assertThat(server.versions).hasSize(1);
  }

  @Test
  void change_ofTheDescriptionAlone_keepsEverySection() {
    a.push("first");
    a.head().change(UnaryOperator.identity(), NAMED);
    assertThat(server.versions).hasSize(2);
    assertThat(last().schema()).containsKey("vars");
    assertThat(a.head().newest().orElseThrow().version().contents()).isEqualTo(local().working());
  }

  @Test
  void change_whereOthersComeFirst_isMadeOfTheirVersion() {
    a.push("first");
    VaultStore elsewhere = VaultStore.ofOrganisation(a.machine.folder(), UUID.randomUUID());
    HeadChanges others = new HeadChanges(SyncMachine.VAULT, elsewhere, a.remote(), a.rules());
    server.beforePush = () -> others.change(setting("THEIRS", "1"), VaultDescription.UNCHANGED);
    a.head().change(setting("OURS", "1"), VaultDescription.UNCHANGED);
    assertThat(a.head().newest().orElseThrow().version().contents().of(DEFAULT))
        .containsOnlyKeys("KEY", "OURS", "THEIRS");
    assertThat(local().version()).isEqualTo(1);
  }

  @Test
  void change_ofAVaultBehindWhichThisMachineIs_leavesEditsToTheNextPull() {
    a.push("first");
    LocalVault old = local();
    a.head().change(setting("THEIRS", "1"), VaultDescription.UNCHANGED);
    a.store.update(
        SyncMachine.VAULT, now -> old.editing(setting("KEY", "mine").apply(old.working())));
    a.head().change(setting("OURS", "1"), VaultDescription.UNCHANGED);
    assertThat(local().version()).isEqualTo(1);
    assertThat(a.sync().pull(Resolution.REFUSE).status()).isEqualTo("merged");
    assertThat(local().working().of(DEFAULT)).containsOnlyKeys("KEY", "OURS", "THEIRS");
    assertThat(a.value()).isEqualTo("mine");
  }

  @Test
  void change_ofNoVault_isRefused() {
    assertThatThrownBy(() -> a.head().change(setting("A", "1"), NAMED))
        .isInstanceOf(ClientException.NotFound.class);
    assertThat(server.versions).isEmpty();
  }

  @Test
  void aDescription_changesNothingElseOfAPush() {
    PushVault push =
        new PushVault(
            "envelope",
            null,
            3,
            null,
            "coffer.json's",
            Map.of(),
            "coffer/1",
            List.of("w"),
            List.of("e"));
    AcceptedVersion result =
        new AcceptedVersion(
            VaultContents.EMPTY,
            4,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());
    Prepared described = NAMED.on(new Prepared(push, result));
    assertThat(described.result()).isSameAs(result);
    assertThat(described.push())
        .isEqualTo(
            new PushVault(
                "envelope",
                null,
                3,
                null,
                "Shop",
                NAMED.schema().orElseThrow(),
                "coffer/1",
                List.of("w"),
                List.of("e")));
  }

  @Test
  void committed_commitsToEachValueInItsEpoch() {
    a.push("first");
    String before = commitment();
    assertThat(before).startsWith("1.").doesNotContain("first");
    a.head().change(setting("MORE", "1"), VaultDescription.UNCHANGED);
    assertThat(commitment()).isEqualTo(before);
    a.head().change(setting("KEY", "second"), VaultDescription.UNCHANGED);
    assertThat(commitment()).startsWith("1.").isNotEqualTo(before);
    a.head().change(setting("KEY", "first"), VaultDescription.UNCHANGED);
    assertThat(commitment()).isEqualTo(before);
    a.sync().rotateKey();
    assertThat(commitment()).startsWith("2.");
    assertThat(committed().of(DEFAULT, "NONE")).isEmpty();
    assertThat(committed().of(new EnvironmentName("staging"), "KEY")).isEmpty();
  }

  private Commitments committed() {
    return a.head().committed().orElseThrow().commitments();
  }

  private String commitment() {
    return committed().of(DEFAULT, "KEY").orElseThrow();
  }

  @Test
  void committed_ofNoVault_andOfAnEmptyOne_hasNone() {
    assertThat(a.head().committed()).isEmpty();
    a.head().begin(NAMED);
    assertThat(committed().texts()).isEmpty();
    assertThat(a.head().committed().orElseThrow().head())
        .isEqualTo(a.head().newest().orElseThrow());
  }

  @Test
  void change_givesTheNewestVersion_asALookAfterwardsWould() {
    a.head().begin(NAMED);
    HeadChanges.Changed changed =
        a.head().change(setting("KEY", "first"), VaultDescription.UNCHANGED);
    HeadChanges.Committed look = a.head().committed().orElseThrow();
    assertThat(changed.now().commitments()).isEqualTo(look.commitments());
    assertThat(changed.now().head().description()).isEqualTo(NAMED);
    assertThat(changed.now().head().version().contents())
        .isEqualTo(look.head().version().contents());
    assertThat(a.head().change(setting("KEY", "first"), VaultDescription.UNCHANGED).now())
        .isEqualTo(look);
    VaultDescription kiosk = new VaultDescription(Optional.of("Kiosk"), Optional.empty());
    assertThat(a.head().change(UnaryOperator.identity(), kiosk).now().head().description())
        .isEqualTo(new VaultDescription(kiosk.name(), NAMED.schema()));
  }
}
