package dev.coffer.server.escrow.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** RFC 9180 Appendix A.3.1, whose cipher has shorter keys than ours and the same schedule. */
final class KeyScheduleTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final String INFO = "4f6465206f6e2061204772656369616e2055726e";
  private static final String ENCAPSULATED =
      "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f95"
          + "1c0900be863c403ce65c9bfcb9382657222d18c4";
  private static final String RECIPIENT =
      "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f6"
          + "2fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0";
  private static final String PRIVATE =
      "f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2";
  private static final String CIPHERTEXT =
      "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434";

  @Test
  void schedule_vectorOfTheStandard_hasItsKeyAndNonce() throws Exception {
    byte[] agreed = pair().agree(key(ENCAPSULATED));
    byte[] shared = KeySchedule.sharedSecret(agreed, HEX.parseHex(ENCAPSULATED + RECIPIENT));
    assertThat(HEX.formatHex(shared))
        .isEqualTo("c0d26aeab536609a572b07695d933b589dcf363ff9d93c93adea537aeabb8cb8");
    KeySchedule.Opening opening = new KeySchedule(1, 16).opening(shared, HEX.parseHex(INFO));
    assertThat(HEX.formatHex(opening.key())).isEqualTo("868c066ef58aae6dc589b6cfdd18f97e");
    assertThat(HEX.formatHex(opening.nonce())).isEqualTo("4e0bc5018beba4bf004cca59");
  }

  @Test
  void schedule_vectorOfTheStandard_opensItsFirstMessage() throws Exception {
    byte[] shared =
        KeySchedule.sharedSecret(
            pair().agree(key(ENCAPSULATED)), HEX.parseHex(ENCAPSULATED + RECIPIENT));
    KeySchedule.Opening opening = new KeySchedule(1, 16).opening(shared, HEX.parseHex(INFO));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(opening.key(), "AES"),
        new GCMParameterSpec(128, opening.nonce()));
    cipher.updateAAD(HEX.parseHex("436f756e742d30"));
    assertThat(HEX.formatHex(cipher.doFinal(HEX.parseHex(CIPHERTEXT))))
        .isEqualTo("4265617574792069732074727574682c20747275746820626561757479");
  }

  private static EscrowPair pair() throws Exception {
    ECPublicKey open = (ECPublicKey) P256.publicKey(key(RECIPIENT));
    PrivateKey secret =
        KeyFactory.getInstance("EC")
            .generatePrivate(new ECPrivateKeySpec(new BigInteger(PRIVATE, 16), open.getParams()));
    return new EscrowPair(secret, key(RECIPIENT), Optional.empty());
  }

  private static EscrowPublicKey key(String hex) {
    return new EscrowPublicKey(Bytes.of(HEX.parseHex(hex)));
  }
}
