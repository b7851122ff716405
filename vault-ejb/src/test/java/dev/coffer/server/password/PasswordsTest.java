package dev.coffer.server.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.protocol.Malformed;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  private final Passwords passwords = new Passwords(64, 1, 1, 2);

  @Test
  void matches_samePassword_true() {
    assertThat(passwords.matches("correct horse", passwords.hash("correct horse"))).isTrue();
  }

  @Test
  void matches_otherPassword_false() {
    assertThat(passwords.matches("Correct horse", passwords.hash("correct horse"))).isFalse();
  }

  @Test
  void hash_twice_differsBySalt() {
    assertThat(passwords.hash("same").text()).isNotEqualTo(passwords.hash("same").text());
  }

  @Test
  void matches_hashOfAnotherCost_usesTheCostItWasMadeWith() {
    PasswordHash older = new Passwords(32, 2, 1, 1).hash("correct horse");
    assertThat(passwords.matches("correct horse", older)).isTrue();
  }

  @Test
  void parse_whatTextWrote_isTheSame() {
    PasswordHash hash = passwords.hash("x");
    assertThat(PasswordHash.parse(hash.text())).isEqualTo(hash);
    assertThat(hash.text()).startsWith("argon2id m=64 t=1 p=1 ").hasSizeLessThan(255);
  }

  @Test
  void parse_anythingElse_refused() {
    assertThatThrownBy(() -> PasswordHash.parse("plain text")).isInstanceOf(Malformed.class);
  }

  @Test
  void toString_hash_showsTheCostOnly() {
    PasswordHash hash = passwords.hash("x");
    assertThat(hash.toString()).doesNotContain(hash.hash().base64(), hash.salt().base64());
  }

  @Test
  void oneTimeSecret_generated_hasFiveGroupsAndNeverRepeats() {
    SecureRandom random = new SecureRandom();
    String secret = OneTimeSecret.generate(random);
    assertThat(secret).matches("([a-km-np-z2-9]{5}-){4}[a-km-np-z2-9]{5}");
    assertThat(OneTimeSecret.generate(random)).isNotEqualTo(secret);
  }

  @Test
  void newPassword_nineOr257Characters_refused() {
    assertThatThrownBy(() -> new NewPassword("x".repeat(9))).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> new NewPassword("x".repeat(257))).isInstanceOf(Malformed.class);
    assertThat(new NewPassword("x".repeat(10)).toString()).doesNotContain("x");
  }
}
