package dev.coffer.client.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.escrow.EscrowContext;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.policy.PolicyId;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is sealed to a server's escrow key, and for what alone it opens. */
class EscrowSealingTest {
  private static final VaultId VAULT = new VaultId("shop");
  private static final EnvironmentName STAGING = new EnvironmentName("staging");
  private static final PolicyId POLICY = new PolicyId("0".repeat(31) + "1");

  private final SecureRandom random = new SecureRandom();
  private final EscrowOpening escrow = new EscrowOpening();
  private final DeviceIdentity laptop = MachineKey.generate(random).deviceIdentity();
  private final EnvironmentKey key =
      VaultKey.generate(random).environmentKey(new SectionContext(VAULT, 2, STAGING, 1));

  private EscrowContext place() {
    return new EscrowContext(VAULT, STAGING, 2, POLICY, escrow.publicKey().id());
  }

  private EscrowedKey sealed(EscrowContext place) {
    return new EscrowSealing(random).seal(key, place, escrow.publicKey(), laptop);
  }

  @Test
  void seal_opensToTheSameKey_andIsSigned() {
    EscrowedKey sealed = sealed(place());
    assertThat(escrow.open(EscrowedKey.parse(sealed.format())).copy()).isEqualTo(key.copy());
    assertThat(sealed.signedBy(laptop.keys().verificationKey())).isTrue();
    assertThat(sealed.format()).isNotEqualTo(sealed(place()).format());
  }

  @Test
  void open_forAnythingElse_isRefused() {
    Bytes sealed = sealed(place()).sealed();
    List<EscrowContext> others =
        List.of(
            new EscrowContext(new VaultId("other"), STAGING, 2, POLICY, place().escrowKey()),
            new EscrowContext(VAULT, EnvironmentName.DEFAULT, 2, POLICY, place().escrowKey()),
            new EscrowContext(VAULT, STAGING, 3, POLICY, place().escrowKey()),
            new EscrowContext(VAULT, STAGING, 2, new PolicyId("f".repeat(32)), place().escrowKey()),
            new EscrowContext(VAULT, STAGING, 2, POLICY, new KeyId("f".repeat(32))));
    for (EscrowContext other : others) {
      assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> escrow.open(other, sealed));
    }
    assertThatExceptionOfType(CannotOpen.class)
        .isThrownBy(() -> new EscrowOpening().open(place(), sealed));
  }

  @Test
  void open_eachByteFlipped_isRefused() {
    byte[] sealed = sealed(place()).sealed().toArray();
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatExceptionOfType(CannotOpen.class)
          .isThrownBy(() -> escrow.open(place(), Bytes.of(changed)));
    }
  }

  @Test
  void seal_forAPlaceThatIsNotTheKeys_isRefused() {
    KeyId id = escrow.publicKey().id();
    for (EscrowContext wrong :
        List.of(
            new EscrowContext(new VaultId("other"), STAGING, 2, POLICY, id),
            new EscrowContext(VAULT, EnvironmentName.DEFAULT, 2, POLICY, id),
            new EscrowContext(VAULT, STAGING, 3, POLICY, id),
            new EscrowContext(VAULT, STAGING, 2, POLICY, new KeyId("f".repeat(32))))) {
      assertThatExceptionOfType(Malformed.class).isThrownBy(() -> sealed(wrong));
    }
  }
}
