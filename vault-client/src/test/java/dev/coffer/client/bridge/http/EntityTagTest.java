package dev.coffer.client.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {
  private static final EntityTag NOW = EntityTag.of(Map.of("name", "web"));
  private static final Optional<String> NONE = Optional.empty();

  private static void require(Optional<EntityTag> now, Optional<String> match) {
    EntityTag.require(now, match, NONE);
  }

  @Test
  void of_sameContent_sameTag_otherContent_another() {
    assertThat(EntityTag.of(Map.of("name", "web"))).isEqualTo(NOW);
    assertThat(EntityTag.of(Map.of("name", "shop"))).isNotEqualTo(NOW);
    assertThat(NOW.text()).matches("\"[0-9a-f]{32}\"");
  }

  @Test
  void require_matchingTag_passes() {
    assertThatNoException()
        .isThrownBy(
            () -> {
              require(Optional.of(NOW), NONE);
              require(Optional.of(NOW), Optional.of(NOW.text()));
              require(Optional.of(NOW), Optional.of("\"old\" , " + NOW.text()));
              require(Optional.of(NOW), Optional.of("*"));
              EntityTag.require(Optional.empty(), NONE, Optional.of("*"));
              EntityTag.require(Optional.of(NOW), NONE, Optional.of("\"old\""));
            });
  }

  @Test
  void require_staleOrWeakTag_isRefusedWith412() {
    refused(412, Optional.of(NOW), Optional.of("\"old\""), NONE);
    refused(412, Optional.of(NOW), Optional.of("W/" + NOW.text()), NONE);
    refused(412, Optional.empty(), Optional.of(NOW.text()), NONE);
    refused(412, Optional.empty(), Optional.of("*"), NONE);
    refused(412, Optional.of(NOW), NONE, Optional.of("*"));
    refused(412, Optional.of(NOW), NONE, Optional.of(NOW.text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "old", "\"old", "\"a\" \"b\"", "*, \"a\"", "\"a\","})
  void require_whatIsNoTag_isRefusedWith400(String header) {
    refused(400, Optional.of(NOW), Optional.of(header), NONE);
  }

  private static void refused(
      int status, Optional<EntityTag> now, Optional<String> match, Optional<String> unless) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> EntityTag.require(now, match, unless))
        .satisfies(e -> assertThat(e.reply().status()).isEqualTo(status));
  }
}
