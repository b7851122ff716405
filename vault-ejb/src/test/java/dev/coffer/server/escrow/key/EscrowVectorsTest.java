package dev.coffer.server.escrow.key;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.escrow.EscrowContext;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.policy.PolicyId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The vectors that {@code docs/policies.md} names. */
final class EscrowVectorsTest {

  @Test
  void open_vector_isTheEnvironmentKey() throws Exception {
    Map<String, Object> vectors =
        JSONObjectUtils.parse(
            Files.readString(Path.of("src/test/resources/vectors/escrow/escrow.json")));
    EscrowPublicKey open =
        new EscrowPublicKey(
            Bytes.ofBase64((String) vectors.get("escrowPublicKey"), EscrowPublicKey.LENGTH));
    assertThat(open.id().value()).isEqualTo(vectors.get("escrowKeyId"));
    EscrowContext context =
        new EscrowContext(
            new VaultId((String) vectors.get("vault")),
            new EnvironmentName((String) vectors.get("environment")),
            3,
            new PolicyId((String) vectors.get("policy")),
            open.id());
    assertThat(new String(context.info(), StandardCharsets.UTF_8)).isEqualTo(vectors.get("info"));
    Bytes sealed = Bytes.ofBase64((String) vectors.get("sealed"), EscrowedKey.SEALED_LENGTH);
    byte[] secret = EscrowSealing.open(pair(vectors, open), context.info(), sealed);
    assertThat(HexFormat.of().formatHex(secret)).isEqualTo(vectors.get("environmentKey"));
  }

  private static EscrowPair pair(Map<String, Object> vectors, EscrowPublicKey open)
      throws Exception {
    ECPublicKey point = (ECPublicKey) P256.publicKey(open);
    BigInteger scalar = new BigInteger((String) vectors.get("escrowPrivateKey"), 16);
    return new EscrowPair(
        KeyFactory.getInstance("EC")
            .generatePrivate(new ECPrivateKeySpec(scalar, point.getParams())),
        open,
        Optional.empty());
  }
}
