package dev.coffer.client.crypto.primitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Malformed;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published vectors of what everything stands on. */
class PrimitivesTest {
  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static String hex(byte[] content) {
    return HexFormat.of().formatHex(content);
  }

  /** RFC 5869, appendix A.1 to A.3. */
  @ParameterizedTest
  @CsvSource({
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b,000102030405060708090a0b0c,f0f1f2f3f4f5f6f7f8f9,3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f,606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf,b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff,b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87",
    "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b,'','',8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
  })
  void hkdf_rfc5869(String keyMaterial, String salt, String info, String expected) {
    byte[] derived = Hkdf.derive(hex(keyMaterial), hex(salt), hex(info), expected.length() / 2);
    assertThat(hex(derived)).isEqualTo(expected);
  }

  /** RFC 7748 §5.2. */
  @ParameterizedTest
  @CsvSource({
    "a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4,e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c,c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
    "4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d,e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493,95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"
  })
  void x25519_rfc7748(String scalar, String point, String expected) {
    byte[] result = new byte[X25519.POINT_SIZE];
    X25519.scalarMult(hex(scalar), 0, hex(point), 0, result, 0);
    assertThat(hex(result)).isEqualTo(expected);
  }

  /** RFC 8032 §7.1, tests 1 to 3. */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
  })
  void ed25519_rfc8032(String seed, String publicKey, String message, String expected) {
    byte[] made = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(hex(seed), 0, made, 0);
    assertThat(hex(made)).isEqualTo(publicKey);
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    byte[] text = hex(message);
    Ed25519.sign(hex(seed), 0, text, 0, text.length, signature, 0);
    assertThat(hex(signature)).isEqualTo(expected);
  }

  /**
   * RFC 9180, appendix A.1.1. The appendix has no vector for our suite; this one shows the
   * library's KEM, key schedule and context with the cipher of half the key length. The suite
   * itself is checked against a second implementation, see the check of {@code docs/envelope.md}.
   */
  @Test
  void hpke_rfc9180_baseMode() throws InvalidCipherTextException {
    HPKE hpke =
        new HPKE(
            HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM128);
    AsymmetricCipherKeyPair recipient =
        hpke.deriveKeyPair(hex("6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037"));
    byte[] plaintext =
        hpke.setupBaseR(
                hex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"),
                recipient,
                hex("4f6465206f6e2061204772656369616e2055726e"))
            .open(
                hex("436f756e742d30"),
                hex(
                    "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a9"
                        + "6d8770ac83d07bea87e13c512a"));
    assertThat(new String(plaintext, StandardCharsets.UTF_8))
        .isEqualTo("Beauty is truth, truth beauty");
  }

  /** RFC 9180, appendix A.3.1; see {@link #hpke_rfc9180_baseMode}. */
  @Test
  void hpkeP256_rfc9180_baseMode() throws InvalidCipherTextException {
    HPKE hpke =
        new HPKE(HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM128);
    AsymmetricCipherKeyPair recipient =
        hpke.deserializePrivateKey(
            hex("f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2"),
            hex(
                "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a82"
                    + "6a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0"));
    byte[] plaintext =
        hpke.setupBaseR(
                hex(
                    "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac9"
                        + "8536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4"),
                recipient,
                hex("4f6465206f6e2061204772656369616e2055726e"))
            .open(
                hex("436f756e742d30"),
                hex(
                    "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f"
                        + "9076ac232e3ab2523f39513434"));
    assertThat(new String(plaintext, StandardCharsets.UTF_8))
        .isEqualTo("Beauty is truth, truth beauty");
  }

  /** Not on the curve, no point at all, compressed, the point at infinity, too long. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "040000000000000000000000000000000000000000000000000000000000000001"
            + "0000000000000000000000000000000000000000000000000000000000000001",
        "04ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
            + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "036b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
        "00",
        "",
        "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
            + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f500"
      })
  void hpkeP256_whatIsNoPointOfTheCurve_isRefused(String point) {
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> HpkeP256.seal(hex(point), new byte[1], new byte[32], new SecureRandom()));
  }

  /** Points whose multiples by any clamped scalar are zero (RFC 7748 §6.1 and §7). */
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
  void hpke_lowOrderPoint_isRefusedOnBothSides(String point) {
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> Hpke.seal(hex(point), new byte[1], new byte[32], new SecureRandom()));
    byte[] sealed = hex(point + "00".repeat(48));
    var recipient = new X25519PrivateKeyParameters(new SecureRandom());
    assertThatExceptionOfType(AEADBadTagException.class)
        .isThrownBy(() -> Hpke.open(recipient, new byte[1], sealed));
  }

  @Test
  void aesGcm_shorterThanItsTag_isRefused() {
    assertThatExceptionOfType(AEADBadTagException.class)
        .isThrownBy(() -> AesGcm.open(new byte[32], new byte[12], new byte[0], new byte[15]));
  }
}
