package dev.coffer.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.protocol.Base64Text;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.server.problem.VersionConflict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class PushTest {
  private static final String BLOB = sealed(20);
  private static final String KEY = sealed(48);

  @Test
  void requireFollows_theVersionItReplaces_accepted() {
    assertThatCode(() -> lpm(OptionalInt.of(3), false).requireFollows(3))
        .doesNotThrowAnyException();
    assertThatCode(() -> lpm(OptionalInt.empty(), false).requireFollows(0))
        .doesNotThrowAnyException();
    assertThatCode(() -> lpm(OptionalInt.of(0), false).requireFollows(0))
        .doesNotThrowAnyException();
    assertThatCode(() -> lpm(OptionalInt.of(9), true).requireFollows(3)).doesNotThrowAnyException();
  }

  @Test
  void requireFollows_anotherVersion_refusedWithBoth() {
    assertThatThrownBy(() -> lpm(OptionalInt.of(2), false).requireFollows(3))
        .isInstanceOfSatisfying(
            VersionConflict.class,
            conflict -> {
              assertThat(conflict.serverVersion()).isEqualTo(3);
              assertThat(conflict.expectedVersion()).hasValue(2);
            });
    assertThatThrownBy(() -> lpm(OptionalInt.of(2), false).requireFollows(0))
        .isInstanceOf(VersionConflict.class);
    assertThatThrownBy(() -> lpm(OptionalInt.empty(), false).requireFollows(3))
        .isInstanceOfSatisfying(
            VersionConflict.class,
            conflict ->
                assertThat(conflict.problem()).isEqualTo(Problem.VAULT_EXPECTED_VERSION_REQUIRED));
  }

  @Test
  void digest_sameContent_sameWhateverItReplaces() {
    assertThat(lpm(OptionalInt.of(1), false).digest())
        .isEqualTo(lpm(OptionalInt.empty(), true).digest());
  }

  @Test
  void lpm_ofAnotherShape_refused() {
    for (String blob :
        List.of("", ":", BLOB + "\n", "x" + BLOB, BLOB.replace(':', '.'), sealed(15))) {
      assertThatThrownBy(() -> push(PayloadFormat.LPM, blob, Optional.of(KEY), List.of()))
          .isInstanceOf(RequestMalformed.class);
    }
    for (String key : List.of(sealed(47), sealed(49), "")) {
      assertThatThrownBy(() -> push(PayloadFormat.LPM, BLOB, Optional.of(key), List.of()))
          .isInstanceOf(RequestMalformed.class);
    }
    assertThatThrownBy(() -> push(PayloadFormat.LPM, BLOB, Optional.empty(), List.of()))
        .isInstanceOf(RequestMalformed.class);
  }

  @Test
  void membersOfTheOtherFormat_refused() {
    assertThatThrownBy(() -> push(PayloadFormat.LPM, BLOB, Optional.of(KEY), List.of("note")))
        .isInstanceOf(RequestMalformed.class);
    assertThatThrownBy(() -> push(PayloadFormat.COFFER_1, "x", Optional.of(KEY), List.of()))
        .isInstanceOf(RequestMalformed.class);
  }

  private static Push push(
      PayloadFormat format, String blob, Optional<String> key, List<String> notes) {
    return new Push(
        format, blob, key, OptionalInt.empty(), false, Optional.empty(), Optional.empty(), notes);
  }

  private static Push lpm(OptionalInt expected, boolean force) {
    return new Push(
        PayloadFormat.LPM,
        BLOB,
        Optional.of(KEY),
        expected,
        force,
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static String sealed(int length) {
    return Base64Text.encode(new byte[12]) + ":" + Base64Text.encode(new byte[length]);
  }
}
