package dev.coffer.client.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.chain.snapshot.DeviceChainSnapshot;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.device.ChainPage;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustedChainTest {
  private static final DeviceName NAME = new DeviceName("a device");
  private final SecureRandom random = new SecureRandom();
  private final DeviceIdentity ada = MachineKey.generate(random).deviceIdentity();
  private final DeviceIdentity bob = MachineKey.generate(random).deviceIdentity();
  private final DeviceIdentity eve = MachineKey.generate(random).deviceIdentity();
  private final SignedNote created = author(ada).create("account", NAME);
  private final TrustedChain begun = TrustedChain.begin(created);
  private final SignedNote approval = author(ada).approve(begun, bob.keys(), NAME);
  private final TrustedChain two = begun.append(approval);

  private static ChainAuthor author(DeviceIdentity identity) {
    Instant now = Instant.parse("2026-01-02T03:04:05.678Z");
    return new ChainAuthor(identity, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static ChainPage page(long from, long length, SignedNote... events) {
    return new ChainPage(from, List.of(events).stream().map(SignedNote::format).toList(), length);
  }

  private static void refused(TrustedChain chain, ChainPage page, String message) {
    int length = chain.length();
    assertThatExceptionOfType(ClientException.Tampered.class)
        .isThrownBy(() -> chain.extend(page))
        .withMessageContaining(message);
    assertThat(chain.length()).isEqualTo(length);
  }

  @Test
  void extend_byANewEvent_grows() {
    TrustedChain grown = begun.extend(page(1, 2, approval));
    assertThat(grown.length()).isEqualTo(2);
    assertThat(grown.approves(bob.keyId())).isTrue();
    assertThat(grown.recipients()).containsExactly(ada.keys(), bob.keys());
    assertThat(begun.extend(page(0, 2, created, approval)).head()).isEqualTo(grown.head());
  }

  @Test
  void extend_byAShorterChain_isRefused() {
    refused(two, page(0, 1, created), "has 1 events, this machine saw 2");
    refused(two, page(2, 1), "has 1 events");
  }

  @Test
  void extend_byAForkedChain_isRefused() {
    SignedNote other = author(ada).approve(begun, eve.keys(), NAME);
    refused(two, page(0, 2, created, other), "forked");
    TrustedChain fork = begun.append(other);
    SignedNote onFork = author(ada).approve(fork, bob.keys(), NAME);
    refused(two, page(2, 3, onFork), "not valid");
  }

  @Test
  void extend_byAnEventOfAStranger_isRefused() {
    refused(two, page(2, 3, author(eve).approve(two, eve.keys(), NAME)), "not an approved device");
  }

  @Test
  void extend_byAPageWithAGapOrWithoutMembers_isRefused() {
    refused(two, page(3, 9, created), "left out");
    refused(two, page(-1, 9, created), "left out");
    refused(two, new ChainPage(null, List.of(), 2L), "lacks a member");
    refused(two, new ChainPage(2L, List.of("garbage"), 3L), "not valid");
  }

  @Test
  void account_another_isRefused() {
    assertThat(two.requireAccount("account")).isSameAs(two);
    assertThatExceptionOfType(ClientException.Tampered.class)
        .isThrownBy(() -> two.requireAccount("other"));
  }

  private static List<String> texts(SignedNote... events) {
    return List.of(events).stream().map(SignedNote::format).toList();
  }

  @Test
  void restore_snapshotAndEventsSince_isTheSameChain() {
    TrustedChain read = TrustedChain.restore(begun.snapshot(), texts(approval));
    assertThat(read.head()).isEqualTo(two.head());
    assertThat(read.snapshot()).isEqualTo(two.snapshot());
    assertThat(read.from()).isEqualTo(1);
    assertThat(read.events()).isEqualTo(texts(approval));
    assertThat(two.events()).as("every one was verified").isEqualTo(texts(created, approval));
  }

  @Test
  void extend_restoredChain_isHeldAgainstTheServerAsTheOneItWas() {
    TrustedChain read = TrustedChain.restore(two.snapshot(), List.of());
    SignedNote other = author(ada).approve(begun, eve.keys(), NAME);
    refused(read, page(1, 1), "has 1 events, this machine saw 2");
    refused(read, page(0, 2, created, other), "forked");
    refused(read, page(2, 3, author(ada).approve(begun.append(other), bob.keys(), NAME)), "valid");
    refused(read, page(2, 3, author(eve).approve(two, eve.keys(), NAME)), "not an approved device");
    assertThat(read.extend(page(0, 2, created, approval)).head()).isEqualTo(two.head());
  }

  @Test
  void restore_eventsThatDoNotGoOn_orAnotherForm_isMalformed() {
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> TrustedChain.restore(two.snapshot(), texts(approval)));
    DeviceChainSnapshot now = two.snapshot();
    DeviceChainSnapshot tomorrow =
        new DeviceChainSnapshot(
            "coffer/2 account snapshot",
            now.account(),
            now.lastRevocation(),
            now.digests(),
            now.devices(),
            now.heads(),
            now.policies());
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> TrustedChain.restore(tomorrow, List.of()));
  }

  @Test
  void revocation_endsRights_andKeepsWhatWasAccepted() {
    VaultId vault = new VaultId("vault-1");
    VaultHead accepted = new VaultHead(vault, 2, Digest.of("m2"));
    VaultHead other = new VaultHead(new VaultId("a-vault"), 1, Digest.of("m"));
    TrustedChain alone = two.append(author(ada).revoke(two, bob.keyId(), List.of(accepted, other)));
    assertThat(alone.approves(bob.keyId())).isFalse();
    assertThat(alone.wrapAuthor(bob.keyId())).isEmpty();
    assertThat(alone.authorOf(bob.keyId(), accepted)).contains(bob.verificationKey());
    assertThat(alone.authorOf(bob.keyId(), new VaultHead(vault, 3, Digest.of("m3")))).isEmpty();
    assertThat(alone.authorOf(eve.keyId(), accepted)).isEmpty();
    assertThat(alone.devices().floor(vault)).contains(accepted);
    assertThatExceptionOfType(ClientException.Tampered.class)
        .isThrownBy(() -> alone.append(author(bob).approve(alone, bob.keys(), NAME)));
  }

  private TrustedChain recovered(TrustedChain chain, String account, SignedNote... events) {
    return TrustedChain.recover(
        account,
        genesis -> genesis.equals(chain.genesis()) ? bob.keyId() : eve.keyId(),
        List.of(events).stream().map(SignedNote::format).toList());
  }

  @Test
  void recover_chainThatLetTheKeyIn_isTrusted() {
    assertThat(recovered(begun, "account", created, approval).head()).isEqualTo(two.head());
  }

  @Test
  void recover_chainWithoutTheKey_isRefused() {
    assertThatExceptionOfType(ClientException.Tampered.class)
        .isThrownBy(() -> recovered(begun, "account", created));
    assertThatExceptionOfType(ClientException.Tampered.class)
        .isThrownBy(() -> recovered(begun, "account"));
  }

  @Test
  void recover_anotherAccountsChain_isRefused() {
    assertThatExceptionOfType(ClientException.Tampered.class)
        .isThrownBy(() -> recovered(begun, "another", created, approval))
        .withMessageContaining("another account");
  }

  @Test
  void recover_eventOfAStranger_isRefused() {
    SignedNote stranger = author(eve).approve(two, eve.keys(), NAME);
    assertThatExceptionOfType(ClientException.Tampered.class)
        .isThrownBy(() -> recovered(begun, "account", created, approval, stranger));
  }

  @Test
  void recover_revokedKey_isRefused() {
    SignedNote revocation = author(ada).revoke(two, bob.keyId(), List.of());
    assertThatExceptionOfType(ClientException.Refused.class)
        .isThrownBy(() -> recovered(begun, "account", created, approval, revocation))
        .withMessageContaining("revoked");
  }
}
