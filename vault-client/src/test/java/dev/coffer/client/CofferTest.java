package dev.coffer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CofferTest {
  @TempDir Path place;
  private Surroundings surroundings;

  @BeforeEach
  void project() throws IOException {
    surroundings =
        new Surroundings(
            Map.of("COFFER_HOME", place.resolve("home").toString(), "COFFER_KEYCHAIN", "file"),
            place,
            Clock.systemUTC(),
            new SecureRandom(),
            warning -> {});
    Files.writeString(
        place.resolve("coffer.json"),
        "{\"vault\":\"shop\",\"env\":{\"prod\":\".env.production\"},"
            + "\"environments\":{\"production\":{\"extends\":\"default\"}}}");
  }

  @Test
  void load_byAlias_hasWhatIsInherited() {
    new Workspace(surroundings)
        .vaults()
        .update(
            new VaultId("shop"),
            local ->
                local.editing(
                    local
                        .working()
                        .with(EnvironmentName.DEFAULT, Map.of("A", "base", "B", "base"))
                        .with(new EnvironmentName("production"), Map.of("B", "own"))));
    Map<String, String> loaded = Coffer.load(surroundings, "prod");
    assertThat(loaded).containsExactlyInAnyOrderEntriesOf(Map.of("A", "base", "B", "own"));
    assertThatThrownBy(loaded::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThat(Coffer.load(surroundings, "default")).containsEntry("B", "base");
  }

  @Test
  void load_withoutLocalCopy_saysWhatToDo() {
    assertThatThrownBy(() -> Coffer.load(surroundings, "prod"))
        .isInstanceOf(ClientException.NotFound.class);
  }
}
