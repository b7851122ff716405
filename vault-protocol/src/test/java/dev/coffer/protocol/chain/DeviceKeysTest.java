package dev.coffer.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Base64Text;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.TestDevice;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which public keys from outside are taken. What X25519 itself makes of them is the oracle. */
class DeviceKeysTest {
  private final SecureRandom random = new SecureRandom();
  private final String signing = new TestDevice(1).keys().signing().base64();

  private byte[] bytes() {
    byte[] bytes = new byte[X25519.POINT_SIZE];
    random.nextBytes(bytes);
    return bytes;
  }

  private boolean agreesOnSomething(byte[] agreement) {
    byte[] shared = new byte[X25519.POINT_SIZE];
    return X25519.calculateAgreement(bytes(), 0, agreement, 0, shared, 0);
  }

  /** All points of an order below 8, on the curve and on its twist, in every form. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"
      })
  void ofBase64_agreementKeyOfLowOrder_isRefused(String point) {
    byte[] agreement = HexFormat.of().parseHex(point);
    for (int top : new int[] {0, 0x80}) {
      agreement[31] ^= (byte) top;
      assertThat(agreesOnSomething(agreement)).isFalse();
      assertThatExceptionOfType(Malformed.class)
          .isThrownBy(() -> DeviceKeys.ofBase64(signing, Base64Text.encode(agreement)));
    }
  }

  /** Half of them are on the twist. */
  @Test
  void ofBase64_anyOtherAgreementKey_isTaken() {
    for (int i = 0; i < 500; i++) {
      byte[] agreement = bytes();
      assertThat(agreesOnSomething(agreement)).isTrue();
      assertThatCode(() -> DeviceKeys.ofBase64(signing, Base64Text.encode(agreement)))
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 255})
  void ofBase64_smallAgreementKey_isTakenAsX25519Does(int value) {
    byte[] agreement = new byte[X25519.POINT_SIZE];
    agreement[0] = (byte) value;
    assertThat(agreesOnSomething(agreement)).isTrue();
    assertThatCode(() -> DeviceKeys.ofBase64(signing, Base64Text.encode(agreement)))
        .doesNotThrowAnyException();
  }
}
