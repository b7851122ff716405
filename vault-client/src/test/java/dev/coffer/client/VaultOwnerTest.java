package dev.coffer.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.protocol.chain.DeviceChain;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class VaultOwnerTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final VaultOwner owner =
      new VaultOwner(
          Optional.empty(),
          null,
          null,
          () -> {
            asked.incrementAndGet();
            return DeviceChain.empty();
          });

  @Test
  void asOfNow_forOneAct_asksTheRosterOnce() {
    VaultOwner now = owner.asOfNow();
    assertThat(asked).hasValue(0);
    assertThat(now.roster().get()).isSameAs(now.roster().get());
    assertThat(asked).hasValue(1);
  }

  @Test
  void asOfNow_forTheNextAct_asksAgain() {
    assertThat(owner.asOfNow().roster().get().approved()).isEmpty();
    assertThat(owner.asOfNow().roster().get().approved()).isEmpty();
    assertThat(asked).hasValue(2);
  }
}
