package dev.coffer.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.coffer.protocol.chain.DeviceName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {

  @ParameterizedTest
  @ValueSource(strings = {"vault-123", "a", "A.b_c:d@e-f", "0"})
  void vaultId_ofTheForm_isTaken(String id) {
    assertThatNoException().isThrownBy(() -> new VaultId(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", "a..b", "a/b", "-a", "a b", "a\n", "a\u0000", "\u00e4", "a%00"})
  void vaultId_ofAnotherForm_isRefusedWithoutRepeatingIt(String id) {
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> new VaultId(id))
        .withMessageStartingWith("a vault id has 1 to 128 characters");
  }

  @Test
  void vaultId_tooLong_isRefused() {
    assertThatNoException().isThrownBy(() -> new VaultId("a".repeat(128)));
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> new VaultId("a".repeat(129)));
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> new VaultId("a".repeat(10_000)));
  }

  @Test
  void environmentName_default_exists() {
    assertThat(EnvironmentName.DEFAULT.value()).isEqualTo("default");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a b", "a\n", "a/b", "\u00e4"})
  void environmentName_ofAnotherForm_isRefused(String name) {
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> new EnvironmentName(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00112233445566778899aabbccddeef",
        "00112233445566778899AABBCCDDEEFF",
        "00112233445566778899aabbccddeeff\n",
        "00112233445566778899aabbccddeeffg"
      })
  void keyId_ofAnotherForm_isRefused(String id) {
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> new KeyId(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " a",
        "a ",
        "a\nb",
        "a\u001b[2Jb",
        "a\u202eb",
        "a\u200bb",
        "a\u2028b",
        "a\ud800b"
      })
  void deviceName_thatATerminalWouldObey_isRefused(String name) {
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> new DeviceName(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "Ada's laptop", "\u00dcml\u00e4ut \ud83d\ude00"})
  void deviceName_visible_isTaken(String name) {
    assertThatNoException().isThrownBy(() -> new DeviceName(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"QUI", "QUJ=", "QUI=\n", "QU I=", "QUI==", "Q", "QU_-", "====", " "})
  void base64_notCanonical_isRefused(String text) {
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> Base64Text.decode(text));
  }

  @Test
  void bytes_areCopiedComparedAndHidden() {
    byte[] content = {1, 2, 3};
    Bytes bytes = Bytes.of(content);
    content[0] = 9;
    bytes.toArray()[1] = 9;
    assertThat(bytes).isEqualTo(Bytes.of(new byte[] {1, 2, 3})).hasToString("Bytes[3]");
    assertThat(bytes).isNotEqualTo(Bytes.of(new byte[] {1, 2}));
  }

  @Test
  void format_isAnnouncedByItsWholeNameOnly() {
    assertThat(PayloadFormat.COFFER_1.announcedBy("lpm, coffer/1")).isTrue();
    assertThat(PayloadFormat.COFFER_1.announcedBy("coffer/10")).isFalse();
    assertThat(PayloadFormat.COFFER_1.announcedBy(null)).isFalse();
    assertThat(PayloadFormat.LPM.announcedBy(null)).isTrue();
  }
}
