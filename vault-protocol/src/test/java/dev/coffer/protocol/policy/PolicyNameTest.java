package dev.coffer.protocol.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyNameTest {
  private static final VaultId WEB = new VaultId("web");

  @Test
  void id_isTheBeginningOfADigest() throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest("coffer/1 policy name\nweb\ndeploy\n".getBytes(StandardCharsets.UTF_8));
    assertThat(new PolicyName(WEB, "deploy").id().value())
        .isEqualTo(HexFormat.of().formatHex(digest, 0, 16));
  }

  @Test
  void id_ofAnotherVaultOrName_isAnother() {
    PolicyId id = new PolicyName(WEB, "deploy").id();
    assertThat(new PolicyName(new VaultId("shop"), "deploy").id()).isNotEqualTo(id);
    assertThat(new PolicyName(WEB, "Deploy").id()).isNotEqualTo(id);
  }

  @Test
  void id_ofWhatIsAnIdAlready_isThat() {
    String id = "0123456789abcdef0123456789abcdef";
    assertThat(new PolicyName(WEB, id).id()).isEqualTo(new PolicyId(id));
    assertThat(new PolicyName(WEB, id.substring(1)).id().value()).doesNotContain(id.substring(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a/b", ".a", "-a", "a\n", "é"})
  void name_ofAnotherForm_isRefused(String name) {
    assertThatExceptionOfType(Malformed.class).isThrownBy(() -> new PolicyName(WEB, name));
  }

  @Test
  void name_has64CharactersAtMost() {
    assertThat(new PolicyName(WEB, "a".repeat(64)).id()).isNotNull();
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> new PolicyName(WEB, "a".repeat(65)));
  }
}
