package dev.coffer.server.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.envelope.SealedSection;
import dev.coffer.protocol.envelope.SectionContext;
import dev.coffer.protocol.escrow.SealedAnswerContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** By the vectors that {@code docs/policies.md} names. */
final class SectionOpeningTest {
  private static Map<String, Object> vectors;

  @BeforeAll
  static void read() throws Exception {
    vectors =
        JSONObjectUtils.parse(
            Files.readString(Path.of("src/test/resources/vectors/escrow/escrow.json")));
  }

  @Test
  void open_atItsPlace_isThePlaintext() throws Exception {
    byte[] opened = SectionOpening.open(environmentKey(), place("vault-123", 3, 7), section());
    assertThat(new String(opened, StandardCharsets.UTF_8)).isEqualTo(text("plaintext"));
  }

  @Test
  void open_atAnotherPlace_fails() throws Exception {
    for (SectionContext other :
        new SectionContext[] {
          place("vault-124", 3, 7), place("vault-123", 4, 7), place("vault-123", 3, 8)
        }) {
      assertThatExceptionOfType(AEADBadTagException.class)
          .isThrownBy(() -> SectionOpening.open(environmentKey(), other, section()));
    }
  }

  @Test
  void open_anyByteFlipped_fails() throws Exception {
    byte[] section = section().bytes().toArray();
    for (int i = 0; i < section.length; i++) {
      byte[] flipped = section.clone();
      flipped[i] ^= 1;
      SealedSection other = SealedSection.parse(Bytes.of(flipped));
      assertThatExceptionOfType(AEADBadTagException.class)
          .as("byte %d", i)
          .isThrownBy(() -> SectionOpening.open(environmentKey(), place("vault-123", 3, 7), other));
    }
  }

  @Test
  void answer_vector_opensForTheRunAlone() throws Exception {
    SealedAnswerContext context = answer();
    assertThat(new String(context.info(), StandardCharsets.UTF_8)).isEqualTo(text("answerInfo"));
    byte[] sealed = Bytes.ofBase64(text("answerSealed"), 32 + 22 + 16).toArray();
    assertThat(opened(context, sealed)).isEqualTo(text("answerPlaintext"));
    byte[] plaintext = text("answerPlaintext").getBytes(StandardCharsets.UTF_8);
    assertThat(opened(context, AnswerSealing.seal(context, plaintext).toArray()))
        .isEqualTo(text("answerPlaintext"));
  }

  private static String opened(SealedAnswerContext context, byte[] sealed) throws Exception {
    HPKE suite =
        new HPKE(
            HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    var run = new X25519PrivateKeyParameters(HexFormat.of().parseHex(text("runPrivateKey")));
    var pair = new AsymmetricCipherKeyPair(run.generatePublicKey(), run);
    byte[] plaintext =
        suite
            .setupBaseR(Arrays.copyOf(sealed, 32), pair, context.info())
            .open(new byte[0], Arrays.copyOfRange(sealed, 32, sealed.length));
    return new String(plaintext, StandardCharsets.UTF_8);
  }

  private static SealedAnswerContext answer() {
    return new SealedAnswerContext(
        new VaultId("vault-123"),
        new EnvironmentName("staging"),
        7,
        Bytes.ofBase64(text("runPublicKey"), SealedAnswerContext.RECIPIENT_LENGTH));
  }

  private static SectionContext place(String vault, int epoch, int version) {
    return new SectionContext(new VaultId(vault), epoch, new EnvironmentName("staging"), version);
  }

  private static byte[] environmentKey() {
    return HexFormat.of().parseHex(text("environmentKey"));
  }

  private static SealedSection section() {
    return SealedSection.parse(Bytes.of(Base64.getDecoder().decode(text("section"))));
  }

  private static String text(String member) {
    return (String) vectors.get(member);
  }
}
