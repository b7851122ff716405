package dev.coffer.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileTest {
  private static final Path OF_THE_SYSTEM = Path.of(System.getProperty("user.home"));

  @Test
  void of_homeSet_isBelowIt() {
    Path home = Path.of("elsewhere").toAbsolutePath();
    assertThat(Profile.of(Map.of("HOME", home.toString())).folder())
        .isEqualTo(home.resolve(".coffer/profiles/default"));
  }

  @Test
  void of_cofferHomeSet_isThere() {
    Path home = Path.of("elsewhere").toAbsolutePath();
    assertThat(Profile.of(Map.of("HOME", "/h", "COFFER_HOME", home.toString())).home())
        .isEqualTo(home);
  }

  @Test
  void of_homeUnsetOrNoPlace_isWhereTheSystemSays() {
    for (Map<String, String> environment :
        List.<Map<String, String>>of(Map.of(), Map.of("HOME", ""), Map.of("HOME", "relative"))) {
      assertThat(Profile.of(environment).home()).isEqualTo(OF_THE_SYSTEM.resolve(".coffer"));
    }
  }
}
