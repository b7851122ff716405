package dev.coffer.client.abreast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AbreastTest {
  private static final List<Integer> MANY = IntStream.range(0, 200).boxed().toList();

  @Test
  void each_ofMany_keepsTheirOrder() {
    List<Integer> doubled =
        Abreast.each(
            MANY,
            number -> {
              LockSupport.parkNanos(number % 3);
              return 2 * number;
            });
    assertThat(doubled).isEqualTo(MANY.stream().map(number -> 2 * number).toList());
  }

  @Test
  void each_withinOneOfMany_staysOnItsThread() {
    List<Boolean> stayed =
        Abreast.each(
            MANY,
            number -> {
              Thread own = Thread.currentThread();
              return Abreast.each(List.of(1, 2, 3), i -> Thread.currentThread() == own).stream()
                  .allMatch(same -> same);
            });
    assertThat(stayed).hasSameSizeAs(MANY).containsOnly(true);
  }

  @Test
  void each_ofNothing_isNothing() {
    assertThat(Abreast.each(List.<Integer>of(), number -> 2 * number)).isEmpty();
  }

  @Test
  void each_whereOneFails_throwsThatVeryFailure() {
    ClientException failure = new ClientException.Failed("the tenth", null);
    assertThatThrownBy(
            () ->
                Abreast.each(
                    MANY,
                    number -> {
                      if (number >= 10) {
                        throw number == 10 ? failure : new IllegalStateException("a later one");
                      }
                      return number;
                    }))
        .isSameAs(failure);
  }
}
