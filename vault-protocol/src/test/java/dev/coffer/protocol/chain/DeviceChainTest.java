package dev.coffer.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.TestDevice;
import dev.coffer.protocol.TestPolicy;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.Vectors;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.policy.TrustPolicy;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeviceChainTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final VaultId VAULT = new VaultId("vault-1");
  private static final DeviceName NAME = new DeviceName("a device");
  private final TestDevice ada = new TestDevice(1);
  private final TestDevice bob = new TestDevice(2);
  private final TestDevice eve = new TestDevice(3);
  private final DeviceChain begun = DeviceChain.empty().append(created(ada));
  private final DeviceChain two = begun.append(signed(begun, approved(bob), ada));

  private static ChainEvent approved(TestDevice device) {
    return new ChainEvent.Approved(device.keys(), NAME);
  }

  private static ChainEvent revoked(TestDevice device, VaultHead... heads) {
    return new ChainEvent.Revoked(device.keyId(), List.of(heads));
  }

  private static SignedNote created(TestDevice device) {
    ChainEvent event = new ChainEvent.Created("account", device.keys(), NAME);
    return signed(DeviceChain.empty(), event, device);
  }

  private static SignedNote signed(DeviceChain chain, ChainEvent event, TestDevice author) {
    return SignedNote.sign(chain.next(event, author.keyId(), NOW).text(), author);
  }

  private static VaultHead head(int version) {
    return new VaultHead(VAULT, version, Digest.of("manifest " + version));
  }

  private void refused(DeviceChain chain, SignedNote event) {
    int length = chain.length();
    assertThatExceptionOfType(ChainRefused.class).isThrownBy(() -> chain.append(event));
    assertThat(chain.length()).isEqualTo(length);
  }

  @Nested
  class Begin {
    @Test
    void create_again_isRefused() {
      refused(begun, signed(begun, new ChainEvent.Created("account", eve.keys(), NAME), ada));
    }

    @Test
    void create_naming_another_device_than_the_signer_isRefused() {
      ChainEvent event = new ChainEvent.Created("account", ada.keys(), NAME);
      refused(DeviceChain.empty(), signed(DeviceChain.empty(), event, eve));
    }

    @Test
    void approve_asFirstEvent_isRefused() {
      refused(DeviceChain.empty(), signed(DeviceChain.empty(), approved(eve), eve));
    }
  }

  @Nested
  class Approve {
    @Test
    void byApprovedDevice_letsIn() {
      assertThat(two.approved()).extracting(ChainDevice::keys).contains(bob.keys());
      assertThat(two.length()).isEqualTo(2);
    }

    @Test
    void byUnknownDevice_isRefused() {
      refused(begun, signed(begun, approved(eve), eve));
    }

    @Test
    void inTheNameOfAnApprovedDevice_isRefused() {
      String text = begun.next(approved(eve), ada.keyId(), NOW).text();
      refused(begun, SignedNote.sign(text, eve));
      SignedNote byEve = SignedNote.sign(text, eve);
      refused(begun, new SignedNote(text, ada.keyId(), byEve.hint(), byEve.signature()));
    }

    @Test
    void ofAKnownDevice_isRefused() {
      refused(two, signed(two, approved(bob), ada));
    }

    @Test
    void onAnotherHead_isRefused() {
      refused(two, signed(begun, approved(eve), ada));
      DeviceChain fork = begun.append(signed(begun, approved(eve), ada));
      refused(fork, signed(two, approved(new TestDevice(4)), ada));
    }

    @Test
    void withALowOrderAgreementKey_isMalformed() {
      String zero = Bytes.of(new byte[DeviceKeys.KEY_LENGTH]).base64();
      assertThatExceptionOfType(Malformed.class)
          .isThrownBy(() -> DeviceKeys.ofBase64(ada.keys().signing().base64(), zero));
    }

    @Test
    void withALowOrderSigningKey_isMalformed() {
      String identity = "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
      assertThatExceptionOfType(Malformed.class)
          .isThrownBy(() -> DeviceKeys.ofBase64(identity, ada.keys().agreement().base64()));
    }
  }

  @Nested
  class Revoke {
    private final DeviceChain alone = two.append(signed(two, revoked(bob, head(3)), ada));

    @Test
    void ofAnApprovedDevice_endsItsRights() {
      assertThat(alone.approved()).extracting(ChainDevice::keys).containsExactly(ada.keys());
    }

    @Test
    void revokedDevice_cannotApproveItselfBack_norAnybody() {
      refused(alone, signed(alone, approved(bob), bob));
      refused(alone, signed(alone, approved(eve), bob));
      refused(alone, signed(alone, revoked(ada), bob));
    }

    @Test
    void revokedDevice_cannotBeApprovedAgainByAnother() {
      refused(alone, signed(alone, approved(bob), ada));
    }

    @Test
    void twice_isRefused() {
      refused(alone, signed(alone, revoked(bob), ada));
    }

    @Test
    void ofTheLastDevice_isRefused() {
      refused(alone, signed(alone, revoked(ada), ada));
    }

    @Test
    void itsAuthor_isBelievedUpToTheAcceptedHeadOnly() {
      assertThat(alone.believes(bob.keyId(), head(2))).isTrue();
      assertThat(alone.believes(bob.keyId(), head(3))).isTrue();
      assertThat(alone.believes(bob.keyId(), head(4))).isFalse();
      VaultHead forged = new VaultHead(VAULT, 3, Digest.of("another manifest"));
      assertThat(alone.believes(bob.keyId(), forged)).isFalse();
      VaultHead elsewhere = new VaultHead(new VaultId("vault-2"), 1, Digest.of("m"));
      assertThat(alone.believes(bob.keyId(), elsewhere)).isFalse();
      assertThat(alone.believes(eve.keyId(), head(1))).isFalse();
    }

    @Test
    void floor_isTheNewestHeadThatARevocationNames() {
      assertThat(alone.floor(VAULT)).contains(head(3));
      assertThat(alone.floor(new VaultId("vault-2"))).isEmpty();
      assertThat(two.floor(VAULT)).isEmpty();
    }

    @Test
    void headsUnsortedOrDoubled_areMalformed() {
      VaultHead other = new VaultHead(new VaultId("a-vault"), 1, Digest.of("m"));
      assertThatExceptionOfType(Malformed.class).isThrownBy(() -> revoked(bob, head(1), head(2)));
      assertThatExceptionOfType(Malformed.class).isThrownBy(() -> revoked(bob, head(1), other));
    }
  }

  @Nested
  class Bytewise {
    @Test
    void aVector_anyByteFlipped_isRefused() {
      List<SignedNote> events = Vectors.chain().stream().map(SignedNote::parse).toList();
      for (int event = 0; event < events.size(); event++) {
        DeviceChain before = DeviceChain.replay(events.subList(0, event));
        String text = Vectors.chain().get(event);
        assertThat(follows(before, text)).isTrue();
        for (int i = 0; i < Vectors.length(text); i++) {
          assertThat(follows(before, Vectors.flipped(text, i))).as("byte %d", i).isFalse();
        }
      }
    }

    private boolean follows(DeviceChain chain, String event) {
      try {
        return chain.append(SignedNote.parse(event)).length() == chain.length() + 1;
      } catch (Malformed | ChainRefused e) {
        return false;
      }
    }

    @Test
    void link_inAnotherForm_isMalformed() {
      String text = begun.next(approved(bob), ada.keyId(), NOW).text();
      String[] variants = {
        text.replace("sequence 1", "sequence 01"),
        text.replace("event approved", "event Approved"),
        text.replace("name a device", "name  a device"),
        text.replace("name a device\n", "name a device\nname a device\n"),
        text.replace("name a device\n", ""),
        text.replace("time 2026-01-02T03:04:05Z", "time 2026-01-02T03:04:05.5Z"),
        text.substring(0, text.length() - 1)
      };
      for (String variant : variants) {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> ChainLink.parse(variant));
      }
    }
  }

  @Nested
  class Policy {
    private final TrustPolicy policy = TestPolicy.of(1, VAULT, "production");
    private final DeviceChain set = two.append(signed(two, new ChainEvent.PolicySet(policy), bob));

    @Test
    void set_byApprovedDevice_stands() {
      assertThat(set.policies().of(VAULT)).containsExactly(policy);
      assertThat(set.policies().of(new VaultId("vault-2"))).isEmpty();
      assertThat(two.policies().all()).isEmpty();
    }

    @Test
    void set_byAnyOther_isRefused() {
      refused(set, signed(set, new ChainEvent.PolicySet(TestPolicy.of(2, VAULT, "x")), eve));
      DeviceChain without = set.append(signed(set, revoked(bob), ada));
      refused(without, signed(without, new ChainEvent.PolicyRemoved(policy.id()), bob));
      assertThat(without.policies().of(VAULT)).containsExactly(policy);
    }

    @Test
    void remove_takesItAway_once() {
      ChainEvent removal = new ChainEvent.PolicyRemoved(policy.id());
      DeviceChain removed = set.append(signed(set, removal, ada));
      assertThat(removed.policies().all()).isEmpty();
      refused(removed, signed(removed, removal, ada));
    }

    @Test
    void set_underAnIdOfAnotherVault_isRefused() {
      TrustPolicy elsewhere = TestPolicy.of(1, new VaultId("vault-2"), "production");
      refused(set, signed(set, new ChainEvent.PolicySet(elsewhere), ada));
    }
  }
}
