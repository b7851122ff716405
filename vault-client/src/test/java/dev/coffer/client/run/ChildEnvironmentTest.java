package dev.coffer.client.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {
  private static final String BEFORE = "coffer.lc_all";

  @AfterEach
  void forget() {
    System.clearProperty(BEFORE);
  }

  private static Map<String, String> added(Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(Map.of("LC_ALL", "C.UTF-8", "KEPT", "1"));
    ChildEnvironment.add(environment, new TreeMap<>(variables));
    return environment;
  }

  @Test
  void locale_thatTheLauncherSetForTheJvm_isNotTheProgramsLocale() {
    assertThat(added(Map.of())).containsEntry("LC_ALL", "C.UTF-8").containsEntry("KEPT", "1");
    System.setProperty(BEFORE, "C");
    assertThat(added(Map.of())).containsEntry("LC_ALL", "C");
    System.setProperty(BEFORE, "");
    assertThat(added(Map.of())).doesNotContainKey("LC_ALL");
    assertThat(added(Map.of("LC_ALL", "de_DE"))).containsEntry("LC_ALL", "de_DE");
  }
}
