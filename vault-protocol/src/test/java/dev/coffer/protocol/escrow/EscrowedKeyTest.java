package dev.coffer.protocol.escrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.TestDevice;
import dev.coffer.protocol.TestPolicy;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.policy.PolicyId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EscrowedKeyTest {
  private static final TestDevice ADA = new TestDevice(1);
  private static final KeyId ESCROW = KeyId.of(Digest.of("an escrow key"));
  private static final EnvironmentName PRODUCTION = new EnvironmentName("production");
  private static final EscrowContext CONTEXT =
      new EscrowContext(TestPolicy.VAULT, PRODUCTION, 3, TestPolicy.id(1), ESCROW);
  private static final Bytes SEALED = Bytes.of(new byte[EscrowedKey.SEALED_LENGTH]);
  private static final EscrowedKey KEY = EscrowedKey.sign(CONTEXT, SEALED, ADA);

  @Test
  void parse_ofFormat_isTheKey_signedByItsAuthor() {
    EscrowedKey read = EscrowedKey.parse(KEY.format());
    assertThat(read.context()).isEqualTo(CONTEXT);
    assertThat(read.sealed()).isEqualTo(SEALED);
    assertThat(read.grant()).isEqualTo(new EscrowGrant(TestPolicy.id(1), PRODUCTION));
    assertThat(read.signedBy(ADA.verificationKey())).isTrue();
    assertThat(read.signedBy(new TestDevice(2).verificationKey())).isFalse();
  }

  @Test
  void signedBy_ofAnotherEnvironment_isFalse() {
    EscrowedKey moved =
        EscrowedKey.parse(KEY.format().replace("environment production", "environment staging"));
    assertThat(moved.signedBy(ADA.verificationKey())).isFalse();
  }

  @Test
  void parse_namingAnotherAuthor_isMalformed() {
    String claimed =
        KEY.format().replace("author " + ADA.keyId(), "author " + new TestDevice(2).keyId());
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> EscrowedKey.parse(claimed));
  }

  @Test
  void parse_ofAnotherLength_isMalformed() {
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> EscrowedKey.sign(CONTEXT, Bytes.of(new byte[112]), ADA));
  }

  @Test
  void info_differsInEveryField() {
    assertThat(
            List.of(
                info(CONTEXT),
                info(new EscrowContext(new VaultId("v"), PRODUCTION, 3, id(1), ESCROW)),
                info(new EscrowContext(TestPolicy.VAULT, name("staging"), 3, id(1), ESCROW)),
                info(new EscrowContext(TestPolicy.VAULT, PRODUCTION, 4, id(1), ESCROW)),
                info(new EscrowContext(TestPolicy.VAULT, PRODUCTION, 3, id(2), ESCROW)),
                info(CONTEXT.under(KeyId.of(Digest.of("another"))))))
        .doesNotHaveDuplicates();
    assertThat(info(CONTEXT))
        .isEqualTo(
            """
            coffer/1 escrow
            vault vault-1
            environment production
            epoch 3
            policy 00000000000000000000000000000001
            escrow-key\s"""
                + ESCROW
                + "\n");
  }

  @Test
  void due_isEveryEnvironmentOfEveryPolicy() {
    assertThat(
            EscrowGrant.due(
                List.of(
                    TestPolicy.of(2, TestPolicy.VAULT, "staging", "production"),
                    TestPolicy.of(1, TestPolicy.VAULT, "production"))))
        .containsExactly(
            new EscrowGrant(id(1), PRODUCTION),
            new EscrowGrant(id(2), PRODUCTION),
            new EscrowGrant(id(2), name("staging")));
  }

  @Test
  void publicKey_isAnUncompressedPoint() {
    byte[] compressed = new byte[EscrowPublicKey.LENGTH];
    compressed[0] = 2;
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> new EscrowPublicKey(Bytes.of(compressed)));
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> new EscrowPublicKey(Bytes.of(new byte[33])));
  }

  private static String info(EscrowContext context) {
    return new String(context.info(), StandardCharsets.UTF_8);
  }

  private static PolicyId id(int number) {
    return TestPolicy.id(number);
  }

  private static EnvironmentName name(String name) {
    return new EnvironmentName(name);
  }
}
