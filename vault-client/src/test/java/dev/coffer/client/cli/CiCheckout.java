package dev.coffer.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.cli.Coffer.Said;
import dev.coffer.client.workload.JobTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A job of a CI platform: a checkout with nothing but the project file, and a server to ask. */
abstract class CiCheckout {
  static final String SECRET = "s3cret-100%-value";
  static final String KEY = "-----BEGIN KEY-----\nline%0Aone\r\n\nline two\n";
  static final String[] PULL = {"pull", "--oidc", "--env=production", "--output=.env"};

  @TempDir Path place;
  CiServer server;
  Path folder;

  @BeforeEach
  void start() throws IOException {
    server = new CiServer();
    server.identity = JobTokens.forAudience("coffer");
    server.variables.put("API_KEY", SECRET);
    server.variables.put("PEM", KEY);
    folder = Files.createDirectory(place.resolve("checkout"));
    Files.writeString(folder.resolve("coffer.json"), "{\"vault\":\"shop\"}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  final Said run(Map<String, String> environment, String... words) {
    return new Coffer(place.resolve("home"), folder, environment).run("", words);
  }

  final Path file() {
    return folder.resolve(".env");
  }

  final void assertNothingShownOrLeft(Said said) throws IOException {
    assertThat(said.out() + said.err())
        .doesNotContain("s3cret", "line two", CiServer.BEARER, server.identity, "runtime-bearer");
    assertLeftOnly("coffer.json");
  }

  final void assertLeftOnly(String... names) throws IOException {
    assertThat(place.resolve("home")).doesNotExist();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder(names);
    }
  }

  static Map<String, Object> problem(int status, String code) {
    Map<String, Object> problem = new HashMap<>();
    problem.put("status", status);
    problem.put("code", code);
    problem.put("detail", "no, because of the branch");
    problem.put("hint", "allow it");
    return problem;
  }
}
