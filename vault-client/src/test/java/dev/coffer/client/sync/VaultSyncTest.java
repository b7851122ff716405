package dev.coffer.client.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.client.merge.Resolution;
import dev.coffer.client.payload.Author;
import dev.coffer.client.payload.CofferRules;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.client.vault.VaultStore;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushReceipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultSyncTest {
  private static final VaultId VAULT = new VaultId("shop");
  private static final EnvironmentName ENV = EnvironmentName.DEFAULT;
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path folder;
  private final FakeVaults server = new FakeVaults();
  private DeviceChain chain = DeviceChain.empty();
  private Machine a;
  private Machine b;

  /** One machine with its own store. */
  private final class Machine {
    final DeviceIdentity identity;
    final VaultStore store;
    final VaultSync sync;
    private final CofferRules.Sources sources;

    Machine(String name) {
      SecureRandom random = new SecureRandom();
      MachineKey key = MachineKey.generate(random);
      identity = key.deviceIdentity();
      store = new VaultStore(new SealedFolder(folder.resolve(name), key.storeKey(), random));
      sources = new CofferRules.Sources(random, Clock.fixed(NOW, ZoneOffset.UTC));
      sync = sync(Optional.empty());
    }

    /** The same machine in a folder with {@code project}. */
    VaultSync in(ProjectFile project) {
      return sync(Optional.of(project));
    }

    private VaultSync sync(Optional<ProjectFile> project) {
      var remote = server.as(identity.keyId());
      Supplier<Author> author = () -> new Author(identity, chain);
      var rules = new CofferRules(VAULT, project, remote, author, sources);
      return new VaultSync(VAULT, project, store, remote, rules);
    }

    void set(String key, String value) {
      store.update(VAULT, local -> local.editing(local.working().with(ENV, Map.of(key, value))));
    }

    Optional<String> value(String key) {
      return Optional.ofNullable(store.read(VAULT).working().of(ENV).get(key));
    }
  }

  private void append(ChainEvent event, DeviceIdentity author) {
    String text = chain.next(event, author.keyId(), NOW).text();
    chain = chain.append(SignedNote.sign(text, author));
  }

  @BeforeEach
  void twoApprovedMachines() {
    a = new Machine("a");
    b = new Machine("b");
    append(new ChainEvent.Created("account-1", a.identity.keys(), new DeviceName("a")), a.identity);
    append(new ChainEvent.Approved(b.identity.keys(), new DeviceName("b")), a.identity);
  }

  private void pushFromA(String key, String value) {
    a.set(key, value);
    a.sync.push();
  }

  @Test
  void push_thenPullElsewhere_carriesTheValues() {
    pushFromA("KEY", "value");
    assertThat(b.sync.pull(Resolution.REFUSE).version()).isEqualTo(1);
    assertThat(b.value("KEY")).contains("value");
  }

  @Test
  void push_nothingChanged_asksNothing() {
    pushFromA("KEY", "value");
    int before = server.requests;
    assertThat(a.sync.push().status()).isEqualTo("unchanged");
    assertThat(server.requests).isEqualTo(before);
  }

  @Test
  void push_otherEnvironmentChanged_keepsTheSectionByteForByte() {
    pushFromA("KEY", "value");
    a.store.update(
        VAULT,
        local ->
            local.editing(
                local.working().with(new EnvironmentName("staging"), Map.of("KEY", "other"))));
    a.sync.push();
    assertThat(envelope(2).sections().get(ENV)).isEqualTo(envelope(1).sections().get(ENV));
  }

  private Envelope envelope(int version) {
    return Envelope.parse(server.versions.get(version - 1).encryptedBlob());
  }

  @Test
  void push_behind_saysBothVersionsAndStoresNothing() {
    pushFromA("KEY", "1");
    b.sync.pull(Resolution.REFUSE);
    pushFromA("KEY", "2");
    b.set("MINE", "x");
    assertThatThrownBy(b.sync::push)
        .isInstanceOf(ClientException.Behind.class)
        .hasMessage("this machine has version 1, the server has version 2")
        .satisfies(e -> assertThat(((ClientException) e).hint().orElse("")).contains("--rebase"));
    assertThat(server.versions).hasSize(2);
    assertThat(b.value("MINE")).contains("x");
  }

  @Test
  void push_answerLost_isRecognisedOnRetry() {
    server.losesAnswers = true;
    a.set("KEY", "value");
    assertThatThrownBy(a.sync::push).isInstanceOf(ClientException.Unreachable.class);
    server.losesAnswers = false;
    assertThat(a.sync.push().status()).isEqualTo("recovered");
    assertThat(server.versions).hasSize(1);
  }

  @Test
  void push_answerLostAndEditedSince_pushesTheEditOnTop() {
    server.losesAnswers = true;
    a.set("KEY", "value");
    assertThatThrownBy(a.sync::push).isInstanceOf(ClientException.Unreachable.class);
    server.losesAnswers = false;
    a.set("KEY", "newer");
    assertThat(a.sync.push().version()).isEqualTo(2);
    b.sync.pull(Resolution.REFUSE);
    assertThat(b.value("KEY")).contains("newer");
  }

  @Test
  void discard_givesUpLocalEdits() {
    pushFromA("KEY", "1");
    b.sync.pull(Resolution.REFUSE);
    pushFromA("KEY", "2");
    b.set("MINE", "x");
    b.sync.discard();
    assertThat(b.value("MINE")).isEmpty();
    assertThat(b.value("KEY")).contains("2");
  }

  @Test
  void discard_nothingToGiveUpAndNothingNew_isUpToDate() {
    pushFromA("KEY", "1");
    assertThat(b.sync.discard().status()).isEqualTo("pulled");
    assertThat(b.sync.discard().status()).isEqualTo("up_to_date");
    b.set("MINE", "x");
    assertThat(b.sync.discard().status()).isEqualTo("pulled");
  }

  @Test
  void discard_editedMeanwhile_changesNothing() {
    pushFromA("KEY", "1");
    server.duringPull = () -> b.set("MINE", "x");
    assertThatThrownBy(b.sync::discard).isInstanceOf(ClientException.Conflict.class);
    assertThat(b.value("MINE")).contains("x");
    assertThat(b.store.read(VAULT).version()).isZero();
  }

  @Test
  void compare_serverAway_usesTheLocalCopyAndSaysSo() {
    comparesLocally(() -> server.away = true);
  }

  @Test
  void compare_offline_usesTheLocalCopyAndSaysSo() {
    comparesLocally(() -> server.denial = new ClientException.Offline());
  }

  @Test
  void compare_nobodyEverSignedIn_usesTheLocalCopyAndSaysSo() {
    comparesLocally(() -> server.denial = new ClientException.NeverSignedIn());
  }

  private void comparesLocally(Runnable away) {
    pushFromA("KEY", "1");
    a.set("KEY", "2");
    away.run();
    Comparison found = a.sync.compare();
    assertThat(found.away()).isPresent();
    assertThat(found.push()).hasSize(1);
    assertThat(a.value("KEY")).contains("2");
  }

  @Test
  void compare_sessionEnded_isRefused() {
    isRefused(new ClientException.NotSignedIn("the session has ended or was revoked", null));
  }

  @Test
  void compare_deviceRevoked_isRefused() {
    isRefused(new ClientException.Refused(403, "device_not_approved", "no", null, null));
  }

  private void isRefused(ClientException denial) {
    pushFromA("KEY", "1");
    a.set("KEY", "2");
    server.denial = denial;
    assertThatThrownBy(a.sync::compare)
        .isSameAs(denial)
        .satisfies(e -> assertThat(((ClientException) e).exitCode()).isEqualTo(3));
    assertThat(a.value("KEY")).contains("2");
  }

  @Test
  void rotateKey_resealsEverythingInANewEpoch() {
    pushFromA("KEY", "1");
    a.sync.rotateKey();
    assertThat(envelope(2).manifest().epoch()).isEqualTo(2);
    assertThat(envelope(2).sections().get(ENV)).isNotEqualTo(envelope(1).sections().get(ENV));
    b.sync.pull(Resolution.REFUSE);
    assertThat(b.value("KEY")).contains("1");
  }

  @Test
  void push_afterARevocation_startsANewEpochWithoutTheRevoked() {
    pushFromA("KEY", "1");
    append(new ChainEvent.Revoked(b.identity.keyId(), List.of(head(1))), a.identity);
    String oldWrap = server.keys.get(b.identity.keyId());
    pushFromA("KEY", "2");
    assertThat(envelope(2).manifest().epoch()).isEqualTo(2);
    assertThat(server.keys.get(b.identity.keyId())).isEqualTo(oldWrap);
    assertThatThrownBy(() -> b.sync.pull(Resolution.REFUSE))
        .isInstanceOf(ClientException.Tampered.class);
  }

  private VaultHead head(int version) {
    return new VaultHead(VAULT, version, envelope(version).digest());
  }

  @Test
  void edits_fromManyThreads_areAllKept() {
    List<CompletableFuture<Void>> edits =
        IntStream.range(0, 20)
            .mapToObj(i -> CompletableFuture.runAsync(() -> a.set("KEY" + i, "v")))
            .toList();
    edits.forEach(CompletableFuture::join);
    assertThat(a.store.read(VAULT).working().size()).isEqualTo(20);
  }

  @Test
  void read_damagedStore_saysWhatToDo() throws IOException {
    a.set("KEY", "1");
    Path file;
    try (var files = Files.list(folder.resolve("a"))) {
      file = files.filter(f -> f.toString().endsWith(".sealed")).findFirst().orElseThrow();
    }
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
    assertThatThrownBy(() -> a.store.read(VAULT))
        .isInstanceOf(ClientException.LocalStore.class)
        .hasMessageContaining(file.toString())
        .satisfies(e -> assertThat(((ClientException) e).hint()).isPresent());
  }

  /** Each answer is refused with its own message, and nothing is stored. */
  @Nested
  class HostileServer {
    @BeforeEach
    void twoVersionsSeenByB() {
      pushFromA("KEY", "1");
      pushFromA("KEY", "2");
      b.sync.pull(Resolution.REFUSE);
    }

    private void refuses(String message) {
      LocalVault before = b.store.read(VAULT);
      assertThatThrownBy(() -> b.sync.discard())
          .isInstanceOf(ClientException.Tampered.class)
          .hasMessageContaining(message);
      assertThat(b.store.read(VAULT)).isEqualTo(before);
    }

    private void serving(String blob, Integer version) {
      server.hostility =
          honest ->
              new PulledVault(
                  honest.vaultId(),
                  blob,
                  honest.wrappedKey(),
                  version,
                  version,
                  honest.format(),
                  honest.recipients(),
                  null,
                  null,
                  null);
    }

    private String blob(int version) {
      return server.versions.get(version - 1).encryptedBlob();
    }

    @Test
    void olderVersion() {
      serving(blob(1), 1);
      refuses("version 1, but version 2 exists");
    }

    @Test
    void olderVersionCalledNew() {
      serving(blob(1), 3);
      refuses("calls version 1 of the vault version 3");
    }

    @Test
    void anotherVaultsEnvelope() {
      String other = forged(envelope(2).manifest().text().replace("vault shop", "vault bank"));
      serving(other, 2);
      refuses("another vault");
    }

    @Test
    void secondEnvelopeOfTheSameVersion() {
      serving(forged(envelope(2).manifest().text().replace("12:00:00Z", "12:00:01Z")), 2);
      refuses("two different envelopes of version 2");
    }

    @Test
    void versionThatDoesNotFollow() {
      String text =
          envelope(2)
              .manifest()
              .text()
              .replace("version 2", "version 3")
              .replace(envelope(1).digest().text(), Digest.of("another history").text());
      serving(forged(text), 3);
      refuses("version 3 does not follow version 2");
    }

    /** Signed by an approved device, with the sections of version 2. */
    private String forged(String manifest) {
      return new Envelope(SignedNote.sign(manifest, a.identity), envelope(2).sections()).format();
    }

    @Test
    void unknownAuthor() {
      Machine stranger = new Machine("stranger");
      String text =
          envelope(2)
              .manifest()
              .text()
              .replace(a.identity.keyId().value(), stranger.identity.keyId().value());
      serving(
          new Envelope(SignedNote.sign(text, stranger.identity), envelope(2).sections()).format(),
          2);
      refuses("is unknown to the account");
    }

    @Test
    void revokedAuthor() {
      Machine c = new Machine("c");
      append(new ChainEvent.Approved(c.identity.keys(), new DeviceName("c")), a.identity);
      append(new ChainEvent.Revoked(c.identity.keyId(), List.of(head(2))), a.identity);
      String text =
          envelope(2)
              .manifest()
              .text()
              .replace(a.identity.keyId().value(), c.identity.keyId().value())
              .replace("version 2", "version 3")
              .replace(envelope(1).digest().text(), envelope(2).digest().text());
      serving(new Envelope(SignedNote.sign(text, c.identity), envelope(2).sections()).format(), 3);
      refuses("was revoked before it");
    }

    @Test
    void changedSignature() {
      SignedNote other = SignedNote.sign(envelope(1).manifest().text(), a.identity);
      String real = blob(2);
      int start = real.indexOf("\u2014 ");
      String line = other.format().substring(other.format().indexOf("\u2014 "));
      serving(real.substring(0, start) + line + real.substring(real.indexOf('\n', start) + 1), 2);
      refuses("signature is not that of its author");
    }

    @Test
    void anyFlippedByte() {
      String real = blob(2);
      for (int i = 0; i < real.length(); i++) {
        char flipped = (char) (real.charAt(i) ^ 1);
        serving(real.substring(0, i) + flipped + real.substring(i + 1), 2);
        refuses("");
      }
    }

    @Test
    void anotherWrappedKey() {
      server.hostility =
          honest ->
              new PulledVault(
                  honest.vaultId(),
                  honest.encryptedBlob(),
                  server.keys.get(a.identity.keyId()),
                  honest.version(),
                  honest.headVersion(),
                  honest.format(),
                  honest.recipients(),
                  null,
                  null,
                  null);
      refuses("the wrapped vault key");
    }

    @Test
    void secondEnvelopeOfTheVersionThatARevocationNames() {
      Machine c = new Machine("c");
      append(new ChainEvent.Approved(c.identity.keys(), new DeviceName("c")), a.identity);
      VaultHead accepted = new VaultHead(VAULT, 3, Digest.of("the version 3 that a had"));
      append(new ChainEvent.Revoked(c.identity.keyId(), List.of(accepted)), a.identity);
      pushFromA("KEY", "3");
      refuses("two different envelopes of version 3");
    }

    @Test
    void nothingNewThoughTheProjectFileKnowsBetter() {
      ProjectFile project = ProjectFile.create(folder, VAULT, PayloadFormat.COFFER_1);
      project.recordVersion(9);
      LocalVault before = b.store.read(VAULT);
      assertThatThrownBy(() -> b.in(project).pull(Resolution.REFUSE))
          .isInstanceOf(ClientException.Tampered.class)
          .hasMessageContaining("version 2, but version 9 exists");
      assertThat(b.store.read(VAULT)).isEqualTo(before);
    }

    @Test
    void receiptOfAnotherVault() {
      server.receipts = honest -> new PushReceipt("bank", honest.version(), honest.status());
      b.set("KEY", "3");
      assertThatThrownBy(b.sync::push)
          .isInstanceOf(ClientException.Tampered.class)
          .hasMessageContaining("another vault");
      assertThat(b.store.read(VAULT).version()).isEqualTo(2);
    }

    @Test
    void otherFormat() {
      server.hostility =
          honest ->
              new PulledVault(
                  honest.vaultId(), "x:y", "x:y", 3, 3, "lpm", List.of(), null, null, null);
      refuses("another format");
    }
  }
}
