package dev.coffer.protocol.note.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures verified together, beside Bouncy Castle, which makes and verifies them one by one. */
class SignatureBatchTest {
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private final SecureRandom random = new SecureRandom();
  private final byte[] seed = bytes(Ed25519.SECRET_KEY_SIZE);
  private final byte[] key = publicKey(seed);

  private static final class Signed {
    private final byte[] message;
    private final byte[] signature;

    Signed(byte[] message, byte[] signature) {
      this.message = message.clone();
      this.signature = signature.clone();
    }

    byte[] message() {
      return message;
    }

    byte[] signature() {
      return signature;
    }
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] publicKey(byte[] seed) {
    byte[] key = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, key, 0);
    return key;
  }

  private static Signed signed(byte[] seed, byte[] message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
    return new Signed(message, signature);
  }

  private List<Signed> signed(int count) {
    List<Signed> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(signed(seed, ("message " + i).getBytes(StandardCharsets.UTF_8)));
    }
    return all;
  }

  private boolean holds(byte[] by, List<Signed> all) {
    SignatureBatch batch = new SignatureBatch(by, random);
    all.forEach(one -> batch.add(one.message(), one.signature()));
    return batch.holds();
  }

  /** RFC 8032 §7.1, tests 1 to 3. */
  @ParameterizedTest
  @CsvSource({
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
  })
  void holds_rfc8032(String by, String message, String signature) {
    HexFormat hex = HexFormat.of();
    Signed one = new Signed(hex.parseHex(message), hex.parseHex(signature));
    assertThat(holds(hex.parseHex(by), List.of(one))).isTrue();
    for (int i = 0; i < one.signature().length; i++) {
      byte[] changed = one.signature().clone();
      changed[i] ^= 1;
      assertThat(holds(hex.parseHex(by), List.of(new Signed(one.message(), changed)))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 17, 300, 1_500})
  void holds_allByTheKey(int count) {
    assertThat(holds(key, signed(count))).isTrue();
  }

  @Test
  void holds_oneBadAmongMany_doesNot() {
    for (int at : new int[] {0, 150, 299}) {
      List<Signed> all = signed(300);
      Signed good = all.get(at);
      for (int bit : new int[] {0, 255, 256, 500}) {
        byte[] changed = good.signature().clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        all.set(at, new Signed(good.message(), changed));
        assertThat(holds(key, all)).isFalse();
      }
      all.set(at, new Signed("another".getBytes(StandardCharsets.UTF_8), good.signature()));
      assertThat(holds(key, all)).isFalse();
      all.set(at, signed(bytes(Ed25519.SECRET_KEY_SIZE), good.message()));
      assertThat(holds(key, all)).as("by another key").isFalse();
      all.set(at, good);
      assertThat(holds(key, all)).isTrue();
    }
  }

  /** A sum without random weights would take these for good. */
  @Test
  void holds_twoThatMakeUpForEachOther_doNot() {
    List<Signed> all = signed(2);
    byte[] first = all.get(0).signature().clone();
    byte[] second = all.get(1).signature().clone();
    shift(first, BigInteger.ONE);
    shift(second, BigInteger.ONE.negate());
    assertThat(
            holds(
                key,
                List.of(
                    new Signed(all.get(0).message(), first),
                    new Signed(all.get(1).message(), second))))
        .isFalse();
    assertThat(
            holds(
                key,
                List.of(
                    new Signed(all.get(0).message(), all.get(1).signature()),
                    new Signed(all.get(1).message(), all.get(0).signature()))))
        .as("swapped")
        .isFalse();
  }

  private static void shift(byte[] signature, BigInteger by) {
    byte[] response = Arrays.copyOfRange(signature, 32, 64);
    BigInteger shifted = LittleEndian.number(response).add(by).mod(ORDER);
    System.arraycopy(LittleEndian.bytes(shifted, 32), 0, signature, 32, 32);
  }

  /** RFC 8032 §5.1.7: S is below the order, or one signature could be written in several ways. */
  @Test
  void holds_responseOfTheOrderOrMore_doesNot() {
    Signed good = signed(1).get(0);
    byte[] signature = good.signature().clone();
    byte[] response = Arrays.copyOfRange(signature, 32, 64);
    byte[] more = LittleEndian.bytes(LittleEndian.number(response).add(ORDER), 32);
    System.arraycopy(more, 0, signature, 32, 32);
    assertThat(holds(key, List.of(new Signed(good.message(), signature)))).isFalse();
  }

  @Test
  void holds_keyThatIsNoPoint_doesNot() {
    byte[] none = new byte[32];
    none[0] = 2;
    assertThat(AffinePoint.decode(none)).isEmpty();
    assertThat(holds(none, signed(3))).isFalse();
  }

  /** Every multiple that Bouncy Castle's key generation makes of B is the one that we make. */
  @Test
  void multiple_ofTheBase_isThePublicKey() throws Exception {
    for (int i = 0; i < 20; i++) {
      byte[] secret = bytes(32);
      byte[] hash = java.security.MessageDigest.getInstance("SHA-512").digest(secret);
      byte[] scalar = Arrays.copyOf(hash, 32);
      scalar[0] &= (byte) 0xF8;
      scalar[31] &= 0x7F;
      scalar[31] |= 0x40;
      EdwardsPoint made = EdwardsPoint.multiple(AffinePoint.BASE, LittleEndian.number(scalar));
      made.add(AffinePoint.decode(publicKey(secret)).orElseThrow().negated());
      assertThat(made.isNeutral()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
      })
  void decode_otherThanTheOneForm_isRefused(String encoded) {
    assertThat(AffinePoint.decode(HexFormat.of().parseHex(encoded))).isEmpty();
  }
}
