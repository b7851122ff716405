package dev.coffer.client.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.coffer.client.crypto.primitive.AesGcm;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.SealedSection;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.envelope.WrapContext;
import dev.coffer.protocol.envelope.WrappedKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SealingTest {
  private static final VaultId VAULT = new VaultId("vault-1");
  private final SecureRandom random = new SecureRandom();
  private final VaultKey vaultKey = VaultKey.generate(random);
  private final DeviceIdentity ada = MachineKey.generate(random).deviceIdentity();
  private final DeviceIdentity eve = MachineKey.generate(random).deviceIdentity();

  @Nested
  class Section {
    private final SectionSealing sealing = new SectionSealing(random);
    private final SectionContext place = place("vault-1", 2, "default", 7);
    private final SortedMap<String, String> variables =
        new TreeMap<>(Map.of("API_KEY", "value-of-a-test"));
    private final SealedSection sealed = sealing.seal(vaultKey, place, variables);

    private SectionContext place(String vault, int epoch, String environment, int version) {
      return new SectionContext(
          new VaultId(vault), epoch, new EnvironmentName(environment), version);
    }

    private void cannotOpen(VaultKey key, SectionContext where, SealedSection section) {
      assertThatExceptionOfType(CannotOpen.class)
          .isThrownBy(() -> sealing.open(key, where, section))
          .withMessage("cannot open: wrong key, wrong place or changed bytes")
          .withNoCause();
    }

    @Test
    void commitment_isTheSameForOneValueAndKey_andForNothingElse() {
      EnvironmentKey key = vaultKey.environmentKey(place);
      byte[] commitment = key.commitment("API_KEY", "value-of-a-test");
      assertThat(commitment).hasSize(32).isEqualTo(key.commitment("API_KEY", "value-of-a-test"));
      assertThat(commitment).isNotEqualTo(key.commitment("API_KEY", "value-of-a-tesu"));
      assertThat(commitment).isNotEqualTo(key.commitment("API_KEX", "value-of-a-test"));
      EnvironmentKey later = vaultKey.environmentKey(place("vault-1", 3, "default", 7));
      assertThat(commitment).isNotEqualTo(later.commitment("API_KEY", "value-of-a-test"));
    }

    @Test
    void open_inItsPlace_givesTheVariables() {
      assertThat(sealing.open(vaultKey, place, sealed)).isEqualTo(variables);
    }

    @Test
    void open_inAnyOtherPlace_cannot() {
      cannotOpen(vaultKey, place("vault-2", 2, "default", 7), sealed);
      cannotOpen(vaultKey, place("vault-1", 1, "default", 7), sealed);
      cannotOpen(vaultKey, place("vault-1", 2, "staging", 7), sealed);
      cannotOpen(vaultKey, place("vault-1", 2, "default", 6), sealed);
      cannotOpen(VaultKey.generate(random), place, sealed);
    }

    @Test
    void open_anyByteFlipped_cannot() {
      byte[] bytes = sealed.bytes().toArray();
      for (int i = 0; i < bytes.length; i++) {
        byte[] changed = bytes.clone();
        changed[i] ^= 1;
        cannotOpen(vaultKey, place, SealedSection.parse(Bytes.of(changed)));
      }
    }

    @Test
    void open_partsOfTwoSections_cannot() {
      SealedSection other = sealing.seal(vaultKey, place, variables);
      cannotOpen(
          vaultKey,
          place,
          new SealedSection(other.salt(), other.commitment(), sealed.nonce(), sealed.ciphertext()));
      cannotOpen(
          vaultKey,
          place,
          new SealedSection(
              other.salt(), sealed.commitment(), sealed.nonce(), sealed.ciphertext()));
    }

    @Test
    void open_anotherTextSealedRightly_cannot() {
      byte[] doubled = "{\"A\":\"1\",\"A\":\"2\"}".getBytes(StandardCharsets.UTF_8);
      EnvironmentKey environmentKey = vaultKey.environmentKey(place);
      ContentKey contentKey = ContentKey.fresh(environmentKey, place.contentKeyInfo(), random);
      cannotOpen(vaultKey, place, contentKey.seal(place.associatedData(), doubled, random));
    }

    @Test
    void seal_twice_sharesNothing() {
      SealedSection again = sealing.seal(vaultKey, place, variables);
      assertThat(again.salt()).isNotEqualTo(sealed.salt());
      assertThat(again.commitment()).isNotEqualTo(sealed.commitment());
      assertThat(again.ciphertext()).isNotEqualTo(sealed.ciphertext());
    }
  }

  @Nested
  class Wrap {
    private final KeyWrapping wrapping = new KeyWrapping(random);
    private final WrapContext place = place(VAULT, 1, ada.keyId());
    private final WrappedKey wrapped = wrapping.wrap(vaultKey, place, ada.keys(), eve);

    private WrapContext place(VaultId vault, int epoch, KeyId recipient) {
      return new WrapContext(vault, epoch, KeyScope.VAULT, recipient);
    }

    private void cannotUnwrap(WrappedKey key, WrapContext where, DeviceIdentity recipient) {
      assertThatExceptionOfType(CannotOpen.class)
          .isThrownBy(() -> wrapping.unwrap(key, where, eve.verificationKey(), recipient));
    }

    @Test
    void unwrap_byItsRecipient_givesTheKey() {
      assertThat(wrapping.unwrap(wrapped, place, eve.verificationKey(), ada)).isEqualTo(vaultKey);
      WrappedKey read = WrappedKey.parse(wrapped.format());
      assertThat(wrapping.unwrap(read, place, eve.verificationKey(), ada)).isEqualTo(vaultKey);
    }

    @Test
    void unwrap_inAnotherPlaceOrByAnother_cannot() {
      cannotUnwrap(wrapped, place(new VaultId("vault-2"), 1, ada.keyId()), ada);
      cannotUnwrap(wrapped, place(VAULT, 2, ada.keyId()), ada);
      cannotUnwrap(wrapped, place(VAULT, 1, eve.keyId()), ada);
      cannotUnwrap(wrapped, place, eve);
      KeyScope one = KeyScope.of(EnvironmentName.DEFAULT);
      cannotUnwrap(wrapped, new WrapContext(VAULT, 1, one, ada.keyId()), ada);
    }

    @Test
    void unwrap_bytesMovedToAnotherPlaceAndSignedThere_cannot() {
      WrapContext elsewhere = place(VAULT, 2, ada.keyId());
      cannotUnwrap(WrappedKey.sign(elsewhere, wrapped.sealed(), eve), elsewhere, ada);
    }

    @Test
    void unwrap_plantedBySomebodyElse_cannot() {
      DeviceIdentity server = MachineKey.generate(random).deviceIdentity();
      WrappedKey planted = wrapping.wrap(VaultKey.generate(random), place, ada.keys(), server);
      cannotUnwrap(planted, place, ada);
    }

    @Test
    void unwrap_anyByteFlippedAndSignedAgain_cannot() {
      byte[] sealed = wrapped.sealed().toArray();
      for (int i = 0; i < sealed.length; i++) {
        byte[] changed = sealed.clone();
        changed[i] ^= 1;
        cannotUnwrap(WrappedKey.sign(place, Bytes.of(changed), eve), place, ada);
      }
    }

    @Test
    void wrap_forAnotherRecipientThanNamed_isRefused() {
      assertThatExceptionOfType(Malformed.class)
          .isThrownBy(() -> wrapping.wrap(vaultKey, place, eve.keys(), eve));
    }
  }

  /** A key of one environment, in the hands of somebody who has nothing else. */
  @Nested
  class OneEnvironment {
    private final KeyWrapping wrapping = new KeyWrapping(random);
    private final SectionSealing sealing = new SectionSealing(random);
    private final SectionContext staging = section("vault-1", 2, "staging");
    private final SectionContext production = section("vault-1", 2, "production");
    private final SortedMap<String, String> variables =
        new TreeMap<>(Map.of("API_KEY", "value-of-a-test"));
    private final SealedSection stagingSealed = sealing.seal(vaultKey, staging, variables);
    private final SealedSection productionSealed = sealing.seal(vaultKey, production, variables);
    private final WrapContext place = alone("staging");
    private final WrappedKey wrapped =
        wrapping.wrap(vaultKey.environmentKey(staging), place, ada.keys(), eve);
    private final EnvironmentKey key =
        wrapping.unwrapEnvironment(wrapped, place, eve.verificationKey(), ada);

    private SectionContext section(String vault, int epoch, String environment) {
      return new SectionContext(new VaultId(vault), epoch, new EnvironmentName(environment), 7);
    }

    private WrapContext alone(String environment) {
      KeyScope scope = KeyScope.of(new EnvironmentName(environment));
      return new WrapContext(VAULT, 2, scope, ada.keyId());
    }

    private void cannotOpen(SectionSealing.Keys with, SectionContext where, SealedSection sealed) {
      assertThatExceptionOfType(CannotOpen.class)
          .isThrownBy(() -> sealing.open(with, where, sealed));
    }

    @Test
    void open_itsEnvironment_givesTheVariables() {
      assertThat(sealing.open(key, staging, stagingSealed)).isEqualTo(variables);
    }

    @Test
    void seal_itsEnvironment_opensToWhoeverHasTheVaultKey() {
      SealedSection sealed = sealing.seal(key, staging, variables);
      assertThat(sealing.open(vaultKey, staging, sealed)).isEqualTo(variables);
    }

    @Test
    void open_anotherPlace_cannot() {
      cannotOpen(key, production, productionSealed);
      SectionContext elsewhere = section("vault-2", 2, "staging");
      cannotOpen(key, elsewhere, sealing.seal(vaultKey, elsewhere, variables));
      SectionContext later = section("vault-1", 3, "staging");
      cannotOpen(key, later, sealing.seal(vaultKey, later, variables));
      assertThatExceptionOfType(CannotOpen.class)
          .isThrownBy(() -> sealing.seal(key, production, variables));
    }

    /** Without this code's own care: the 32 bytes in every role that there is. */
    @Test
    void rawBytes_openNothingElse() {
      byte[] raw = key.bytes(SecretAccess.FOR_STORAGE);
      VaultKey asVaultKey = VaultKey.of(raw);
      assertThat(asVaultKey.copy()).isNotEqualTo(vaultKey.copy());
      cannotOpen(asVaultKey, production, productionSealed);
      cannotOpen(asVaultKey, staging, stagingSealed);
      EnvironmentName other = new EnvironmentName("production");
      EnvironmentKey relabelled = new EnvironmentKey(VAULT, 2, other, raw);
      cannotOpen(relabelled, production, productionSealed);
      ContentKey content =
          ContentKey.derive(
              relabelled, productionSealed.salt().toArray(), production.contentKeyInfo());
      assertThatExceptionOfType(CannotOpen.class)
          .isThrownBy(() -> content.open(production.associatedData(), productionSealed));
      for (byte[] guess : new byte[][] {raw, asVaultKey.environmentKey(production).copy()}) {
        assertThatExceptionOfType(AEADBadTagException.class)
            .isThrownBy(
                () ->
                    AesGcm.open(
                        guess,
                        productionSealed.nonce().toArray(),
                        production.associatedData(),
                        productionSealed.ciphertext().toArray()));
      }
    }

    @Test
    void unwrap_underAnotherScope_cannot() {
      assertThatExceptionOfType(CannotOpen.class)
          .isThrownBy(
              () ->
                  wrapping.unwrapEnvironment(
                      wrapped, alone("production"), eve.verificationKey(), ada));
      WrapContext whole = new WrapContext(VAULT, 2, KeyScope.VAULT, ada.keyId());
      assertThatExceptionOfType(CannotOpen.class)
          .isThrownBy(() -> wrapping.unwrap(wrapped, place, eve.verificationKey(), ada));
      assertThatExceptionOfType(CannotOpen.class)
          .isThrownBy(() -> wrapping.unwrap(wrapped, whole, eve.verificationKey(), ada));
      WrappedKey vaults = wrapping.wrap(vaultKey, whole, ada.keys(), eve);
      assertThatExceptionOfType(CannotOpen.class)
          .isThrownBy(() -> wrapping.unwrapEnvironment(vaults, whole, eve.verificationKey(), ada));
    }

    /** The scope is in HPKE's info, so a note with another scope over the same bytes is no use. */
    @Test
    void unwrap_bytesMovedToAnotherScopeAndSignedThere_cannot() {
      WrappedKey moved = WrappedKey.sign(alone("production"), wrapped.sealed(), eve);
      assertThatExceptionOfType(CannotOpen.class)
          .isThrownBy(
              () ->
                  wrapping.unwrapEnvironment(
                      moved, alone("production"), eve.verificationKey(), ada));
    }

    @Test
    void wrap_underAnotherScope_isRefused() {
      assertThatExceptionOfType(Malformed.class)
          .isThrownBy(() -> wrapping.wrap(vaultKey, place, ada.keys(), eve));
      assertThatExceptionOfType(Malformed.class)
          .isThrownBy(() -> wrapping.wrap(key, alone("production"), ada.keys(), eve));
      WrapContext whole = new WrapContext(VAULT, 2, KeyScope.VAULT, ada.keyId());
      assertThatExceptionOfType(Malformed.class)
          .isThrownBy(() -> wrapping.wrap(key, whole, ada.keys(), eve));
    }

    @Test
    void print_showsNothing() {
      assertThat(key).hasToString("EnvironmentKey[redacted]");
    }
  }

  @Nested
  class Store {
    private final StoreSealing sealing = new StoreSealing(random);
    private final StoreKey key = MachineKey.generate(random).storeKey();
    private final byte[] content = {1, 2, 3};
    private final Bytes sealed = sealing.seal(key, "vault a", content);

    @Test
    void open_forItsPurpose_givesTheContent() {
      assertThat(sealing.open(key, "vault a", sealed)).isEqualTo(content);
    }

    @Test
    void open_forAnotherPurposeOrKeyOrChanged_cannot() {
      StoreKey other = MachineKey.generate(random).storeKey();
      assertThatExceptionOfType(CannotOpen.class)
          .isThrownBy(() -> sealing.open(key, "vault b", sealed));
      assertThatExceptionOfType(CannotOpen.class)
          .isThrownBy(() -> sealing.open(other, "vault a", sealed));
      for (int i = 0; i < sealed.length(); i++) {
        byte[] changed = sealed.toArray();
        changed[i] ^= 1;
        assertThatExceptionOfType(CannotOpen.class)
            .isThrownBy(() -> sealing.open(key, "vault a", Bytes.of(changed)));
      }
      assertThatExceptionOfType(CannotOpen.class)
          .isThrownBy(() -> sealing.open(key, "vault a", Bytes.of(content)));
    }
  }

  @Nested
  class Keys {
    @Test
    void print_showsNothing() {
      MachineKey key = MachineKey.of(new byte[SymmetricKey.LENGTH]);
      assertThat(key).hasToString("MachineKey[redacted]");
      assertThat(vaultKey).hasToString("VaultKey[redacted]");
      assertThat(ada.toString()).isEqualTo("DeviceIdentity[" + ada.keyId().shortForm() + "]");
    }

    @Test
    void derive_fromOneMachineKey_givesDifferentKeysAlways() {
      MachineKey key = MachineKey.of(new byte[SymmetricKey.LENGTH]);
      assertThat(key.deviceIdentity().keys()).isEqualTo(key.deviceIdentity().keys());
      assertThat(key.storeKey()).isEqualTo(key.storeKey());
      assertThat(key.storeKey().copy()).isNotEqualTo(key.copy());
      assertThat(key.deviceIdentity().keys().signing())
          .isNotEqualTo(key.deviceIdentity().keys().agreement());
    }

    @Test
    void equal_ofTwoRoles_never() {
      assertThat(MachineKey.of(vaultKey.copy()).equals((Object) vaultKey)).isFalse();
    }

    @Test
    void use_afterDestroying_isRefused() {
      MachineKey key = MachineKey.generate(random);
      DeviceIdentity identity = key.deviceIdentity();
      key.destroy();
      identity.destroy();
      assertThat(key.isDestroyed()).isTrue();
      assertThat(identity.isDestroyed()).isTrue();
      assertThatIllegalStateException().isThrownBy(key::storeKey);
      assertThatIllegalStateException().isThrownBy(() -> key.bytes(SecretAccess.FOR_STORAGE));
      assertThatIllegalStateException().isThrownBy(() -> identity.sign(new byte[1]));
    }

    @Test
    void disclose_withoutAReason_isRefused() {
      assertThatIllegalArgumentException().isThrownBy(() -> vaultKey.bytes(null));
    }
  }
}
