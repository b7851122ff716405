package dev.coffer.terraform.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class HostLogTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final HostLog log =
      new HostLog(
          new PrintStream(bytes, true, StandardCharsets.UTF_8),
          Clock.fixed(Instant.parse("2026-11-26T10:00:00.5Z"), ZoneOffset.UTC));

  private JsonObject line() {
    String text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(text.lines()).hasSize(1);
    return JsonParser.parseString(text).getAsJsonObject();
  }

  @Test
  void aLine_isWhatTheHostParses() {
    log.warn("two\nlines");
    assertThat(line().get("@level").getAsString()).isEqualTo("warn");
    assertThat(line().get("@message").getAsString()).isEqualTo("two\nlines");
    assertThat(line().get("@timestamp").getAsString()).isEqualTo("2026-11-26T10:00:00.500000Z");
    assertThat(line().get("@module").getAsString()).isEqualTo("coffer");
  }

  @Test
  void aFailure_isTypesAndPlaces_andNoMessage() {
    log.failed("Plan", new IllegalStateException("hunter2", new RuntimeException("hunter3")));
    assertThat(line().get("@message").getAsString())
        .contains("Plan", "java.lang.IllegalStateException", "java.lang.RuntimeException", "at ")
        .contains("HostLogTest")
        .doesNotContain("hunter");
  }
}
