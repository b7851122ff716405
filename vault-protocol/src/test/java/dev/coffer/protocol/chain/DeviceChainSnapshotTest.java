package dev.coffer.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.Gson;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.TestDevice;
import dev.coffer.protocol.TestPolicy;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.snapshot.DeviceChainSnapshot;
import dev.coffer.protocol.note.SignedNote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was restored says what was replayed, and accepts and refuses the same. */
class DeviceChainSnapshotTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final VaultId VAULT = new VaultId("vault-1");
  private static final int POLICIES = 40;

  private final TestDevice ada = new TestDevice(1);
  private final TestDevice bob = new TestDevice(2);
  private final TestDevice eve = new TestDevice(3);
  private final List<SignedNote> notes = new ArrayList<>();
  private DeviceChain chain = DeviceChain.empty();

  @BeforeEach
  void aStory() {
    add(new ChainEvent.Created("account", ada.keys(), new DeviceName("ada")), ada);
    add(approved(bob), ada);
    add(approved(eve), bob);
    VaultHead head = new VaultHead(VAULT, 3, Digest.of("manifest 3"));
    add(new ChainEvent.Revoked(eve.keyId(), List.of(head)), ada);
    for (int i = 1; i <= POLICIES; i++) {
      add(new ChainEvent.PolicySet(TestPolicy.of(i, VAULT, "production")), i % 2 == 0 ? ada : bob);
    }
    add(new ChainEvent.PolicyRemoved(TestPolicy.of(7, VAULT, "production").id()), ada);
  }

  private static ChainEvent approved(TestDevice device) {
    return new ChainEvent.Approved(device.keys(), new DeviceName("a device"));
  }

  private static SignedNote signed(DeviceChain on, ChainEvent event, TestDevice author) {
    return SignedNote.sign(on.next(event, author.keyId(), NOW).text(), author);
  }

  private void add(ChainEvent event, TestDevice author) {
    SignedNote note = signed(chain, event, author);
    notes.add(note);
    chain = chain.append(note);
  }

  private static DeviceChain restored(DeviceChain chain, List<SignedNote> since) {
    String stored = new Gson().toJson(chain.snapshot());
    return DeviceChain.restore(new Gson().fromJson(stored, DeviceChainSnapshot.class), since);
  }

  private void isTheSame(DeviceChain restored) {
    assertThat(restored.snapshot()).isEqualTo(chain.snapshot());
    assertThat(restored.head()).isEqualTo(chain.head());
    assertThat(restored.genesis()).isEqualTo(chain.genesis());
    assertThat(restored.account()).isEqualTo(chain.account());
    assertThat(restored.devices()).isEqualTo(chain.devices());
    assertThat(restored.policies().all()).isEqualTo(chain.policies().all());
    assertThat(restored.floor(VAULT)).isEqualTo(chain.floor(VAULT)).isPresent();
    assertThat(restored.revokedAfter(2)).isTrue();
    assertThat(restored.revokedAfter(3)).isFalse();
  }

  @Test
  void restored_isWhatWasReplayed_fromWhereverItWasTaken() {
    isTheSame(DeviceChain.replay(notes));
    isTheSame(restored(chain, List.of()));
    for (int from = 1; from < notes.size(); from += 5) {
      DeviceChain taken = DeviceChain.replay(notes.subList(0, from));
      isTheSame(restored(taken, notes.subList(from, notes.size())));
    }
  }

  @Test
  void restored_refusesWhatTheOtherRefuses() {
    DeviceChain restored = restored(chain, List.of());
    SignedNote byEve = signed(chain, new ChainEvent.Approved(eve.keys(), name()), eve);
    SignedNote again = signed(chain, approved(bob), ada);
    SignedNote forged =
        SignedNote.sign(chain.next(approved(new TestDevice(4)), ada.keyId(), NOW).text(), bob);
    SignedNote onAnother =
        signed(DeviceChain.replay(notes.subList(0, 9)), approved(new TestDevice(4)), ada);
    for (SignedNote refused : List.of(byEve, again, forged, onAnother)) {
      assertThatExceptionOfType(ChainRefused.class).isThrownBy(() -> chain.append(refused));
      assertThatExceptionOfType(ChainRefused.class).isThrownBy(() -> restored.append(refused));
    }
    SignedNote good = signed(chain, approved(new TestDevice(4)), ada);
    assertThat(restored.append(good).head()).isEqualTo(chain.append(good).head());
    isTheSame(restored);
  }

  private static DeviceName name() {
    return new DeviceName("another");
  }

  @Test
  void restore_eventsThatDoNotGoOn_areRefused() {
    assertThatExceptionOfType(ChainRefused.class)
        .isThrownBy(() -> restored(chain, notes.subList(5, 6)));
  }

  @Test
  void restore_anotherForm_isMalformed() {
    DeviceChainSnapshot now = chain.snapshot();
    for (String form : new String[] {null, "", "coffer/2 account snapshot"}) {
      DeviceChainSnapshot other =
          new DeviceChainSnapshot(
              form,
              now.account(),
              now.lastRevocation(),
              now.digests(),
              now.devices(),
              now.heads(),
              now.policies());
      assertThatExceptionOfType(Malformed.class)
          .isThrownBy(() -> DeviceChain.restore(other, List.of()));
    }
    String partial = "{\"form\":\"" + DeviceChainSnapshot.FORM + "\",\"account\":\"account\"}";
    DeviceChainSnapshot lacking = new Gson().fromJson(partial, DeviceChainSnapshot.class);
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> DeviceChain.restore(lacking, List.of()));
  }

  /** Signatures are verified together, after the rules: whichever is wrong first is refused. */
  @Test
  void appendAll_oneOfManyForged_isRefused_andTheChainIsAsItWas() {
    for (int at = 0; at < notes.size(); at += 3) {
      SignedNote honest = notes.get(at);
      TestDevice forger = honest.signer().equals(ada.keyId()) ? bob : ada;
      SignedNote other = SignedNote.sign(honest.text(), forger);
      List<SignedNote> forged = new ArrayList<>(notes);
      forged.set(
          at, new SignedNote(honest.text(), honest.signer(), honest.hint(), other.signature()));
      assertThatExceptionOfType(ChainRefused.class)
          .isThrownBy(() -> DeviceChain.replay(forged))
          .withMessageContaining("signature");
      forged.set(notes.size() - 1, notes.get(0));
      assertThatExceptionOfType(ChainRefused.class)
          .as("a later event is refused for another reason")
          .isThrownBy(() -> DeviceChain.empty().appendAll(forged))
          .withMessageContaining("signature");
    }
    assertThat(DeviceChain.empty().length()).isZero();
  }
}
