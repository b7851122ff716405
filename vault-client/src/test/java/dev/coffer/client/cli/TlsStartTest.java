package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.remote.TlsServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command of its own process loads for a server with TLS, and whom it believes. */
class TlsStartTest {
  /** Reads the platform's authorities, which are many. */
  private static final String PLATFORM = "sun.security.ssl.TrustStoreManager";

  @TempDir Path place;
  private TlsServer server;

  @BeforeEach
  void start() throws Exception {
    Files.createDirectories(place.resolve("project"));
    server = new TlsServer(place);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Path loaded() {
    return place.resolve("loaded");
  }

  private CommandProcess.Ended login(Map<String, String> more) throws Exception {
    List<String> words = new ArrayList<>(CommandProcess.coffer());
    words.add(1, "-Xlog:class+load:file=" + loaded());
    words.addAll(List.of("login", "--account", "ada", "--password-stdin"));
    words.addAll(List.of("--server", "https://127.0.0.1:" + server.port()));
    return CommandProcess.start(place, words, "password\n", more).end();
  }

  @Test
  void request_toAServerOfTheNamedAuthority_doesNotReadThePlatforms() throws Exception {
    CommandProcess.Ended ended =
        login(Map.of("COFFER_CA", server.certificate().toAbsolutePath().toString()));
    assertThat(ended.text()).contains("status 304");
    assertThat(Files.readString(loaded())).contains("sun.security.ssl.").doesNotContain(PLATFORM);
  }

  @Test
  void request_withoutANamedAuthority_believesThePlatformsAndNoOther() throws Exception {
    CommandProcess.Ended ended = login(Map.of());
    assertThat(ended.code()).isEqualTo(5);
    assertThat(ended.text()).contains("cannot show that it is the one with this name");
    assertThat(Files.readString(loaded())).contains(PLATFORM);
  }
}
