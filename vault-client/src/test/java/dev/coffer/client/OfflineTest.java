package dev.coffer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.remote.ServerAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Port 1 of this machine refuses connections, so a request that is sent ends differently. */
class OfflineTest {
  private static final String NOBODY = "http://127.0.0.1:1";

  @TempDir Path place;

  private Workspace workspace(String... variables) {
    Map<String, String> environment = new HashMap<>();
    environment.put("COFFER_HOME", place.toString());
    environment.put("COFFER_KEYCHAIN", "file");
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    return new Workspace(
        new Surroundings(environment, place, Clock.systemUTC(), new SecureRandom(), warning -> {}));
  }

  private static void asksNobody(Workspace workspace) {
    assertThatThrownBy(() -> workspace.remote().vaults())
        .isInstanceOf(ClientException.Offline.class)
        .satisfies(e -> assertThat(((ClientException) e).exitCode()).isEqualTo(5));
    assertThatThrownBy(() -> workspace.stranger(new ServerAddress(NOBODY)).signIn(null))
        .isInstanceOf(ClientException.Offline.class);
  }

  @Test
  void offline_asksNobody_evenWithASession() {
    Workspace workspace = workspace("COFFER_SERVER", NOBODY, "COFFER_TOKEN", "t");
    assertThatThrownBy(() -> workspace.remote().vaults())
        .isInstanceOf(ClientException.Unreachable.class)
        .isNotInstanceOf(ClientException.Offline.class);
    workspace.goOffline();
    asksNobody(workspace);
  }

  @Test
  void offline_byTheEnvironment() {
    asksNobody(workspace("COFFER_OFFLINE", "1", "COFFER_SERVER", NOBODY, "COFFER_TOKEN", "t"));
    assertThat(workspace("COFFER_OFFLINE", "0").isOffline()).isFalse();
    assertThat(workspace("COFFER_OFFLINE", "").isOffline()).isFalse();
  }

  @Test
  void offline_needsNoServerToBeKnown() {
    asksNobody(workspace("COFFER_OFFLINE", "1"));
  }

  @Test
  void nobodyEverSignedIn_isSaidByEveryRequest() {
    assertThatThrownBy(() -> workspace().remote().vaults())
        .isInstanceOf(ClientException.NeverSignedIn.class);
    assertThatThrownBy(() -> workspace("COFFER_SERVER", NOBODY).remote().vaults())
        .isInstanceOf(ClientException.NeverSignedIn.class);
    assertThatThrownBy(() -> workspace().server(Optional.empty()))
        .isInstanceOf(ClientException.Usage.class);
  }
}
