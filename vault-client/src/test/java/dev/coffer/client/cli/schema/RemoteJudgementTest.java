package dev.coffer.client.cli.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.coffer.client.Surroundings;
import dev.coffer.client.cli.Cli;
import dev.coffer.client.cli.term.Terminal;
import dev.coffer.client.crypto.lpm.LpmPayload;
import dev.coffer.client.crypto.lpm.LpmSealed;
import dev.coffer.client.crypto.lpm.LpmWrappingKey;
import dev.coffer.client.remote.WireJson;
import dev.coffer.protocol.SuppressForbidden;
import dev.coffer.protocol.signature.ResponseSignature;
import dev.coffer.protocol.wire.vault.PulledVault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate --remote} and {@code check --remote} against a server that answers one vault. */
@SuppressForbidden("jdk.httpserver is a supported module; the far end of a test needs no more")
class RemoteJudgementTest {
  private static final String BEARER = "bearer-of-a-test";
  private static final byte[] KEY = new byte[32];

  @TempDir Path place;
  private final List<String> requests = new ArrayList<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    byte[] answer = answer();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          exchange
              .getResponseHeaders()
              .set(ResponseSignature.COFFER_HEADER, ResponseSignature.of(BEARER, answer));
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    Files.writeString(
        Files.createDirectories(place.resolve("lpm")).resolve(".vault-key"),
        HexFormat.of().formatHex(KEY));
    Files.writeString(
        Files.createDirectories(place.resolve("project")).resolve("lpm.json"),
        "{\"vault\":\"shop\",\"envSchema\":{\"vars\":{\"PORT\":{\"format\":\"port\"}}},"
            + "\"environments\":{\"staging\":{\"extends\":\"default\"}}}");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static byte[] answer() {
    var contents =
        new TreeMap<>(
            Map.of(
                "default", new TreeMap<>(Map.of("PORT", "hunter2")),
                "test", new TreeMap<>(Map.of("PORT", "80"))));
    LpmSealed sealed =
        new LpmPayload(new SecureRandom()).seal(LpmWrappingKey.of(KEY), new TreeMap<>(contents));
    return WireJson.write(
            new PulledVault(
                "shop",
                sealed.encryptedBlob(),
                sealed.wrappedKey(),
                7,
                7,
                "lpm",
                List.of(),
                null,
                null,
                null))
        .getBytes(StandardCharsets.UTF_8);
  }

  private int run(String... words) {
    out.reset();
    err.reset();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Optional.empty());
    Map<String, String> environment =
        Map.of(
            "COFFER_HOME",
            place.resolve("home").toString(),
            "COFFER_KEYCHAIN",
            "file",
            "COFFER_SERVER",
            "http://127.0.0.1:" + server.getAddress().getPort(),
            "COFFER_TOKEN",
            BEARER,
            "LPM_HOME",
            place.resolve("lpm").toString());
    Path folder = place.resolve("project");
    return new Cli(
            terminal,
            new Surroundings(
                environment, folder, Clock.systemUTC(), new SecureRandom(), terminal::warn))
        .run(words);
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void validate_remote_judgesTheServersVersion_andStoresNothing() {
    assertThat(run("validate")).as("nothing is here, and nothing is required").isZero();
    assertThat(run("validate", "--remote")).isEqualTo(1);
    assertThat(printed()).isEqualTo("PORT (default): is not a port from 1 to 65535 [format]\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("hunter2");
    assertThat(run("validate", "--remote", "--env", "test", "--json")).isZero();
    assertThat(printed()).contains("\"source\": \"server\"", "\"version\": 7");
    assertThat(requests).hasSize(2).allMatch("GET /api/vaults/shop/sync"::equals);
    assertThat(run("list")).isZero();
    assertThat(printed()).isEmpty();
  }

  @Test
  void check_remote_judgesAllEnvironmentsWithWhatTheyInherit() {
    assertThat(run("check", "--remote")).isEqualTo(1);
    assertThat(printed())
        .isEqualTo(
            """
            default: 0/1 valid
              PORT (default): is not a port from 1 to 65535 [format]
            staging: 0/1 valid
              PORT (staging): is not a port from 1 to 65535 [format]
            test: 1/1 valid
            """);
  }
}
