package dev.coffer.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.policy.SamplePolicies;
import dev.coffer.client.remote.WireJson;
import dev.coffer.client.store.SealedFolder;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.snapshot.DeviceChainSnapshot;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.device.ChainPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server, or whoever writes to the disk, can show a machine that has pinned an account. */
class AccountChainTest {
  private static final String SNAPSHOT = "chain-snapshot.sealed";
  private static final String NEWEST = "newest-chain.sealed";
  private static final String LOG = "chain.sealed";

  @TempDir Path place;
  private final FakeDevices server = new FakeDevices();
  private TestMachine anna;
  private int policies;

  @BeforeEach
  void annasAccount() {
    anna = new TestMachine(place, "anna", server);
    anna.enrol();
    moreEvents(3);
    anna.chain().current();
  }

  private void moreEvents(int count) {
    for (int i = 0; i < count; i++) {
      policies++;
      server.append(
          new ChainEvent.PolicySet(SamplePolicies.of(policies, new VaultId("shop"), "default")),
          anna);
    }
  }

  private Path file(String name) {
    return place.resolve("anna").resolve(name);
  }

  private byte[] bytesOf(String name) throws IOException {
    return Files.readAllBytes(file(name));
  }

  private TrustedChain known() {
    return anna.chain().known().orElseThrow();
  }

  /** That this machine has what the server has, and where it has verified every signature. */
  private void isWhole(boolean verifiedAnew) {
    TrustedChain known = known();
    assertThat(known.snapshot()).isEqualTo(TrustedChain.verified(anna.chain().served()).snapshot());
    assertThat(known.from() == 0).as("every signature verified").isEqualTo(verifiedAnew);
  }

  @Test
  void known_verifiesNoSignatureAgain() {
    isWhole(false);
    assertThat(known().events()).hasSize(3);
  }

  @Test
  void current_anEventMore_sealsNothingElseAgain() throws IOException {
    byte[] snapshot = bytesOf(SNAPSHOT);
    byte[] log = bytesOf(LOG);
    moreEvents(20);
    anna.chain().current();
    isWhole(false);
    assertThat(bytesOf(SNAPSHOT)).isEqualTo(snapshot);
    assertThat(bytesOf(LOG)).isEqualTo(log);
  }

  @Test
  void current_manyEventsMore_areASnapshotAgain() throws IOException {
    byte[] snapshot = bytesOf(SNAPSHOT);
    moreEvents(40);
    anna.chain().current();
    isWhole(false);
    assertThat(bytesOf(SNAPSHOT)).isNotEqualTo(snapshot);
    assertThat(file(NEWEST)).doesNotExist();
    Files.delete(file(SNAPSHOT));
    isWhole(true);
  }

  /** As a version before this one left it. */
  @Test
  void known_noSnapshot_isVerifiedWhole_andHasOneNextTime() throws IOException {
    Files.delete(file(SNAPSHOT));
    isWhole(true);
    anna.chain().current();
    assertThat(file(SNAPSHOT)).exists();
    isWhole(false);
  }

  @Test
  void known_aByteOfTheSnapshotChanged_isVerifiedWhole() throws IOException {
    byte[] snapshot = bytesOf(SNAPSHOT);
    for (int i = 0; i < snapshot.length; i += 97) {
      byte[] changed = snapshot.clone();
      changed[i] ^= 1;
      Files.write(file(SNAPSHOT), changed);
      isWhole(true);
    }
    Files.write(file(SNAPSHOT), new byte[0]);
    isWhole(true);
    anna.chain().current();
    isWhole(false);
  }

  /** The events beside it are pinned nowhere else: without them, a rollback would not be seen. */
  @Test
  void known_aByteOfTheNewestEventsChanged_isDamaged() throws IOException {
    byte[] newest = bytesOf(NEWEST);
    byte[] log = bytesOf(LOG);
    for (int i = 0; i < newest.length; i += 97) {
      byte[] changed = newest.clone();
      changed[i] ^= 1;
      Files.write(file(NEWEST), changed);
      assertThatExceptionOfType(ClientException.LocalStore.class)
          .isThrownBy(this::known)
          .withMessageContaining(NEWEST)
          .satisfies(
              e ->
                  assertThat(e.hint().orElseThrow())
                      .contains("no longer pinned", "coffer device list")
                      .doesNotContain("pushed"));
    }
    assertThat(bytesOf(LOG)).isEqualTo(log);
  }

  @Test
  void known_snapshotUnderAnotherMachineKey_isVerifiedWhole() {
    writeSnapshot(MachineKey.generate(new SecureRandom()), UnaryOperator.identity());
    isWhole(true);
  }

  private void writeSnapshot(MachineKey key, UnaryOperator<DeviceChainSnapshot> change) {
    SealedFolder folder =
        new SealedFolder(place.resolve("anna"), key.storeKey(), new SecureRandom());
    DeviceChainSnapshot changed = change.apply(known().snapshot());
    folder
        .file("chain-snapshot")
        .writePacked(WireJson.write(new KeptSnapshot(file(LOG).toFile().length(), changed)));
  }

  /** What the tests of other snapshots write would be believed, were it not for what is other. */
  @Test
  void known_snapshotOfThisForm_isBelieved() {
    writeSnapshot(anna.key(), UnaryOperator.identity());
    isWhole(false);
  }

  private static DeviceChainSnapshot with(
      DeviceChainSnapshot snapshot, String form, String account) {
    return new DeviceChainSnapshot(
        form,
        account,
        snapshot.lastRevocation(),
        snapshot.digests(),
        snapshot.devices(),
        snapshot.heads(),
        snapshot.policies());
  }

  @Test
  void known_snapshotOfAnotherForm_isVerifiedWhole() {
    writeSnapshot(anna.key(), now -> with(now, "coffer/2 account snapshot", TestMachine.ACCOUNT));
    isWhole(true);
    writeSnapshot(anna.key(), now -> with(now, null, TestMachine.ACCOUNT));
    isWhole(true);
  }

  /** Sealed by this very machine, and of another account's chain, in which another device is. */
  @Test
  void known_snapshotOfAnotherAccount_isVerifiedWhole() {
    TestMachine eve = new TestMachine(place.resolve("eve"), "eve", new FakeDevices());
    eve.enrol();
    DeviceChainSnapshot foreign = eve.chain().known().orElseThrow().snapshot();
    writeSnapshot(anna.key(), now -> with(foreign, foreign.form(), "account-2"));
    isWhole(true);
    assertThat(known().approves(eve.identity().keyId())).isFalse();
  }

  /** It lacks events that were verified after it: those beside do not go on from it. */
  @Test
  void known_olderSnapshotPutBack_isVerifiedWhole() throws IOException {
    byte[] old = bytesOf(SNAPSHOT);
    moreEvents(40);
    anna.chain().current();
    moreEvents(1);
    anna.chain().current();
    Files.write(file(SNAPSHOT), old);
    isWhole(true);
  }

  /** As after a crash between the two writes, or while another process reads. */
  @Test
  void known_eventsThatTheSnapshotHas_areNotTakenTwice() throws IOException {
    byte[] before = bytesOf(NEWEST);
    moreEvents(40);
    anna.chain().current();
    Files.write(file(NEWEST), before);
    isWhole(false);
    Files.delete(file(SNAPSHOT));
    isWhole(true);
  }

  /** As a release before this one writes: it knows the log alone. */
  private void olderReleasePins(List<String> events) {
    new ChainLog(anna.folder().file("chain")).write(TrustedChain.verified(events));
  }

  @Test
  void known_olderReleaseHasPinnedMore_isVerifiedWithThat() throws IOException {
    moreEvents(2);
    olderReleasePins(anna.chain().served());
    assertThat(file(NEWEST)).exists();
    isWhole(true);
    server.lyingAboutChain(page -> new ChainPage(page.from(), List.of(), 5L));
    refused("has 5 events, this machine saw 6");
    server.lyingAboutChain(UnaryOperator.identity());
    moreEvents(40);
    anna.chain().current();
    isWhole(false);
    assertThat(file(NEWEST)).doesNotExist();
  }

  @Test
  void known_olderReleaseHasPinnedSomeOfTheNewest_hasThoseOnceAndTheOthers() {
    olderReleasePins(anna.chain().served().subList(0, 2));
    isWhole(true);
    assertThat(known().length()).isEqualTo(4);
  }

  /** The server has shown either release its own. Neither is dropped unseen. */
  @Test
  void known_olderReleaseHasPinnedAnotherBranch_isSaidAndNeitherIsDropped() throws IOException {
    List<String> begun = anna.chain().served().subList(0, 1);
    DeviceChain root = TrustedChain.verified(begun).devices();
    SignedNote fork = approving(root, "fork");
    List<String> branch = List.of(begun.get(0), fork.format());
    olderReleasePins(branch);
    byte[] log = bytesOf(LOG);
    byte[] newest = bytesOf(NEWEST);
    assertThatExceptionOfType(ClientException.Tampered.class)
        .isThrownBy(() -> anna.chain().current())
        .withMessageContaining("two different device chains")
        .satisfies(e -> assertThat(e.hint().orElseThrow()).contains(NEWEST));
    assertThat(bytesOf(LOG)).isEqualTo(log);
    assertThat(bytesOf(NEWEST)).isEqualTo(newest);
    Files.delete(file(NEWEST));
    assertThat(known().events()).isEqualTo(branch);
    refused("not valid");
  }

  /** What an error says to do with a damaged file ends that the account is known here. */
  @Test
  void known_logMovedAway_isNothing_andCanBePinnedAnew() throws IOException {
    List<String> served = anna.chain().served();
    Files.delete(file(LOG));
    assertThat(anna.chain().known()).isEmpty();
    moreEvents(1);
    anna.chain().pin(TrustedChain.verified(served));
    anna.chain().current();
    isWhole(false);
  }

  private void refused(String reason) {
    TrustedChain before = known();
    assertThatExceptionOfType(ClientException.Tampered.class)
        .isThrownBy(() -> anna.chain().current())
        .withMessageContaining(reason);
    assertThat(known().head()).isEqualTo(before.head());
  }

  @Test
  void current_serverRolledBack_isRefusedAgainstTheSnapshot() {
    isWhole(false);
    server.lyingAboutChain(page -> new ChainPage(page.from(), List.of(), 2L));
    refused("has 2 events, this machine saw 4");
  }

  @Test
  void current_serverForked_isRefusedAgainstTheSnapshot() {
    List<String> served = anna.chain().served();
    DeviceChain before = TrustedChain.verified(served.subList(0, served.size() - 1)).devices();
    SignedNote fork = approving(before, "fork");
    SignedNote onFork = approving(before.append(fork), "on fork");
    server.lyingAboutChain(page -> new ChainPage(4L, List.of(onFork.format()), 5L));
    refused("not valid");
    server.lyingAboutChain(page -> new ChainPage(3L, List.of(fork.format()), 4L));
    refused("forked");
  }

  private SignedNote approving(DeviceChain chain, String name) {
    MachineKey key = MachineKey.generate(new SecureRandom());
    ChainEvent event = new ChainEvent.Approved(key.deviceIdentity().keys(), new DeviceName(name));
    return SignedNote.sign(
        chain.next(event, anna.identity().keyId(), TestMachine.NOW).text(), anna.identity());
  }

  @Test
  void current_serverShowsAnotherAccount_isRefusedAgainstTheSnapshot() {
    FakeDevices elsewhere = new FakeDevices();
    TestMachine eve = new TestMachine(place.resolve("eve"), "eve", elsewhere);
    eve.enrol();
    server.lyingAboutChain(page -> elsewhere.chain(page.from()));
    refused("has 1 events, this machine saw 4");
    server.lyingAboutChain(page -> new ChainPage(0L, elsewhere.chain(0).events(), 9L));
    refused("forked");
  }

  /** Every new event is verified, whatever was restored before it. */
  @Test
  void current_newEventThatNobodySigned_isRefused() {
    String honest = SignedNote.sign(next(), anna.identity()).format();
    MachineKey other = MachineKey.generate(new SecureRandom());
    String forged = SignedNote.sign(next(), other.deviceIdentity()).format();
    server.lyingAboutChain(page -> new ChainPage(page.from(), List.of(forged), 5L));
    refused("signature is not its author's");
    server.lyingAboutChain(page -> new ChainPage(page.from(), List.of(honest), 5L));
    assertThat(anna.chain().current().length()).isEqualTo(5);
  }

  private String next() {
    ChainEvent event =
        new ChainEvent.PolicySet(SamplePolicies.of(99, new VaultId("shop"), "default"));
    return known().devices().next(event, anna.identity().keyId(), TestMachine.NOW).text();
  }

  @Test
  void pin_chainThatWasRestored_lacksEventsAndIsNotTaken() {
    TestMachine other = new TestMachine(place, "other", server);
    TrustedChain restored = known();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> other.chain().pin(restored));
    assertThat(other.chain().known()).isEmpty();
  }

  @Test
  void known_logDamagedAsWell_isNeverTakenFromTheServer() throws IOException {
    Files.delete(file(SNAPSHOT));
    byte[] log = bytesOf(LOG);
    log[log.length / 2] ^= 1;
    Files.write(file(LOG), log);
    assertThatExceptionOfType(ClientException.LocalStore.class)
        .isThrownBy(() -> anna.chain().current())
        .withMessageContaining(LOG);
    assertThat(bytesOf(LOG)).isEqualTo(log);
    assertThat(file(SNAPSHOT)).doesNotExist();
  }
}
