package dev.coffer.server.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class VerifiedChainsTest {
  private final UUID first = UUID.randomUUID();
  private final UUID second = UUID.randomUUID();
  private final UUID third = UUID.randomUUID();
  private final VerifiedChains<String> chains = new VerifiedChains<>(2);

  @Test
  void put_moreThanTheCapacity_theOneUsedLongestAgoGoes() {
    chains.put(first, "one");
    chains.put(second, "two");
    assertThat(chains.find(first)).contains("one");
    chains.put(third, "three");
    assertThat(chains.find(second)).isEmpty();
    assertThat(chains.find(first)).contains("one");
    assertThat(chains.find(third)).contains("three");
  }

  @Test
  void put_again_replacesAndTakesNoRoom() {
    chains.put(first, "one");
    chains.put(second, "two");
    chains.put(second, "two, longer");
    assertThat(chains.find(first)).contains("one");
    assertThat(chains.find(second)).contains("two, longer");
  }

  @Test
  void forget_thatOneAlone() {
    chains.put(first, "one");
    chains.put(second, "two");
    chains.forget(first);
    assertThat(chains.find(first)).isEmpty();
    assertThat(chains.find(second)).contains("two");
  }
}
