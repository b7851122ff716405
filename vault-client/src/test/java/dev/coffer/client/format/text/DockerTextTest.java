package dev.coffer.client.format.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.client.format.HardValues;
import dev.coffer.protocol.SuppressForbidden;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** The real {@code docker} reads the file and tells a daemon, which is this test, what it read. */
@SuppressForbidden("jdk.httpserver is a supported module; the far end of a test needs no more")
class DockerTextTest {
  @Provide
  Arbitrary<List<String>> values() {
    return HardValues.values().map(value -> value.replaceAll("[\0\r\n]", "")).list().ofSize(200);
  }

  @Property(tries = 2, shrinking = ShrinkingMode.OFF)
  void write_anyLines_areWhatDockerTellsItsDaemon(@ForAll("values") List<String> values)
      throws IOException, InterruptedException {
    SortedMap<String, String> variables = new TreeMap<>();
    values.forEach(value -> variables.put("K" + variables.size(), value));
    variables.put("a.b-c", "name with a dot");
    variables.put("LONGEST", "x".repeat(64 * 1024 - 1 - "LONGEST=".length()));
    assertThat(readByDocker(new DockerText().write(variables))).isEqualTo(variables);
  }

  @Test
  void write_lineThatDockerCannotRead_isRefused() {
    String value = "x".repeat(64 * 1024 - "KEY=".length());
    assertThatThrownBy(() -> new DockerText().write(new TreeMap<>(Map.of("KEY", value))))
        .hasMessage(
            "the value of KEY cannot be written as docker: docker reads lines of at most 64 kB");
  }

  private static Map<String, String> readByDocker(String text)
      throws IOException, InterruptedException {
    assumeTrue(Consumer.isOnPath("docker"), "docker is not installed; its file was not read");
    Path folder = Files.createTempDirectory("docker");
    Path file = Files.writeString(folder.resolve("vars"), text);
    AtomicReference<JsonArray> told = new AtomicReference<>(new JsonArray());
    HttpServer daemon =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    daemon.createContext("/", exchange -> answer(exchange, told));
    daemon.start();
    try {
      Consumer.run(
          List.of("docker", "create", "--env-file", file.toString(), "image"),
          Map.of(
              "DOCKER_CONFIG",
              folder.toString(),
              "DOCKER_HOST",
              "tcp://127.0.0.1:" + daemon.getAddress().getPort(),
              "DOCKER_TLS_VERIFY",
              ""),
          "");
    } finally {
      daemon.stop(0);
      Files.delete(file);
      Files.delete(folder);
    }
    Map<String, String> variables = new TreeMap<>();
    for (JsonElement variable : told.get()) {
      String[] parts = variable.getAsString().split("=", 2);
      variables.put(parts[0], parts[1]);
    }
    return variables;
  }

  private static void answer(HttpExchange exchange, AtomicReference<JsonArray> told)
      throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean creates = exchange.getRequestMethod().equals("POST");
    if (creates) {
      JsonObject asked =
          JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonObject();
      told.set(asked.getAsJsonArray("Env"));
    }
    byte[] answer = "{\"Id\":\"x\",\"Warnings\":[]}".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("API-Version", "1.43");
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(creates ? 201 : 200, head ? -1 : answer.length);
    if (!head) {
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }
}
