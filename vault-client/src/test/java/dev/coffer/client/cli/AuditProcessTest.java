package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.client.audit.FakeAudit;
import dev.coffer.client.remote.WireJson;
import dev.coffer.protocol.SuppressForbidden;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An export whose server stops in the middle, and a person who does not wait. */
@SuppressForbidden("jdk.httpserver is a supported module; the far end of a test needs no more")
class AuditProcessTest {
  @TempDir Path place;
  private final FakeAudit log = new FakeAudit(9);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(place.resolve("project"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/api/accounts/me", exchange -> answer(exchange, me()));
    server.createContext("/api/audit", this::page);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  private static String me() {
    return "{\"account\":\"ada\",\"accountId\":\"" + FakeAudit.OWNER + "\"}";
  }

  /** The first page at once, the second one never. */
  private void page(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getQuery().equals("after=0")) {
      asked.countDown();
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    answer(exchange, WireJson.write(log.newer(0)));
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private List<String> files() throws IOException {
    try (var entries = Files.list(place.resolve("project"))) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signal there lets a program tidy up")
  void export_endedInTheMiddle_leavesNoFile() throws Exception {
    List<String> words = new ArrayList<>(List.of("env", "COFFER_TOKEN=of-a-test"));
    words.add("COFFER_SERVER=http://127.0.0.1:" + server.getAddress().getPort());
    words.addAll(CommandProcess.coffer());
    words.addAll(List.of("audit", "export", "--output", "log.jsonl"));
    CommandProcess export = CommandProcess.start(place, words, "");
    assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
    assertThat(files()).singleElement().asString().matches("\\.log\\.jsonl\\..*\\.tmp");
    export.process().destroy();
    assertThat(export.end().code()).isEqualTo(128 + 15);
    assertThat(files()).isEmpty();
  }
}
