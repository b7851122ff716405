package dev.coffer.web.json;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.vault.AddWrappedKeys;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.protocol.wire.vault.VaultSummary;
import dev.coffer.server.problem.RequestMalformed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WireTest {
  @Test
  void read_everyMember_asItsComponent() {
    PushVault push =
        read(
            PushVault.class,
            "{\"encryptedBlob\":\"é\",\"expectedVersion\":3,\"force\":true,\"unknown\":[{}],"
                + "\"schema\":{\"A\":{\"n\":[1,2.5,\"x\"]}},\"wrappedKeys\":[\"k\"],\"name\":null}");
    assertThat(push.encryptedBlob()).isEqualTo("é");
    assertThat(push.expectedVersion()).isEqualTo(3);
    assertThat(push.force()).isTrue();
    assertThat(push.schema()).isEqualTo(Map.of("A", Map.of("n", List.of(1L, 2.5, "x"))));
    assertThat(push.wrappedKeys()).containsExactly("k");
    assertThat(push.name()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"wrappedKeys\":\"k\"}",
        "{\"wrappedKeys\":[1]}",
        "{\"wrappedKeys\":[null]}",
        "{\"wrappedKeys\":[],\"wrappedKeys\":[]}",
        "{\"wrappedKeys\":null,\"wrappedKeys\":[]}",
        "{\"wrappedKeys\":[]} x",
        "{\"wrappedKeys\":[]",
        "[]",
        "7",
        ""
      })
  void read_anotherShape_refused(String text) {
    assertThatThrownBy(() -> read(AddWrappedKeys.class, text)).isInstanceOf(RequestMalformed.class);
  }

  @Test
  void read_whatTakesLongToRead_refused() {
    for (String text :
        List.of("{\"a\":" + "[".repeat(100_000), "{\"a\":" + "9".repeat(1_000_000) + "}")) {
      assertThatThrownBy(() -> read(AddWrappedKeys.class, text))
          .isInstanceOf(RequestMalformed.class);
    }
  }

  @Test
  void read_moreValuesThanMemoryShouldHold_refused() {
    String lists = "[],".repeat(200_000);
    String text = "{\"a\":[" + lists + "[]]}";
    assertThatThrownBy(() -> read(AddWrappedKeys.class, text)).isInstanceOf(RequestMalformed.class);
  }

  @Test
  void read_manyAbsentMembers_takesNoLongerThanReadingThem() {
    String members =
        IntStream.range(0, 90_000).mapToObj(i -> "\"" + i + "\":null").collect(joining(","));
    assertTimeout(Duration.ofSeconds(5), () -> read(AddWrappedKeys.class, "{" + members + "}"));
  }

  @Test
  void read_numberWithoutAJsonForm_refused() {
    for (String number : List.of("1e999", "-1e999")) {
      assertThatThrownBy(() -> read(PushVault.class, "{\"schema\":{\"a\":" + number + "}}"))
          .isInstanceOf(RequestMalformed.class);
    }
  }

  @Test
  void read_charactersThatCannotBeStored_refused() {
    for (String text : List.of("\\u0000", "\\ud800", "\\udc00x", "\\ud800\\ud800")) {
      assertThatThrownBy(() -> read(PushVault.class, "{\"name\":\"" + text + "\"}"))
          .isInstanceOf(RequestMalformed.class);
    }
    assertThat(read(PushVault.class, "{\"name\":\"\\ud83d\\ude00\"}").name()).isEqualTo("😀");
  }

  @Test
  void body_atTheLimit_readAndBeyond_refused() throws IOException {
    assertThat(BoundedBody.read(zeros(BoundedBody.LIMIT))).hasSize(BoundedBody.LIMIT);
    assertThatThrownBy(() -> BoundedBody.read(zeros(BoundedBody.LIMIT + 1)))
        .isInstanceOfSatisfying(
            RequestMalformed.class,
            refused -> assertThat(refused.problem()).isEqualTo(Problem.BODY_TOO_LARGE));
  }

  @Test
  void body_notUtf8_refused() {
    InputStream body = new ByteArrayInputStream(new byte[] {'{', (byte) 0xff, '}'});
    assertThatThrownBy(() -> BoundedBody.read(body)).isInstanceOf(RequestMalformed.class);
  }

  @Test
  void write_record_withoutAbsentMembersAndEscaped() {
    VaultSummary summary =
        new VaultSummary("v\"\\\n\u0001", 7, Instant.parse("2026-01-31T23:59:59.5Z"), null, "é");
    assertThat(new String(JsonLine.bytes(summary), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"vaultId\":\"v\\\"\\\\\\n\\u0001\",\"version\":7,"
                + "\"updatedAt\":\"2026-01-31T23:59:59.500Z\",\"format\":\"é\"}");
  }

  private static <T> T read(Class<T> type, String text) {
    return WireRecords.of(type, JsonText.object(text));
  }

  private static InputStream zeros(int length) {
    byte[] content = new byte[length];
    Arrays.fill(content, (byte) '0');
    return new ByteArrayInputStream(content);
  }
}
