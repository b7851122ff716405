package dev.coffer.client.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.recovery.RecoveryKeys;
import dev.coffer.protocol.chain.DeviceName;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceNamesTest {
  @Test
  void of_asked_isThatAndNothingElseIsLookedUp() {
    assertThat(
            DeviceNames.of(
                "laptop",
                () -> {
                  throw new AssertionError("looked up");
                }))
        .isEqualTo(new DeviceName("laptop"));
  }

  @Test
  void of_notAsked_isWhatTheDeviceIsRegisteredAs() {
    assertThat(DeviceNames.of(null, () -> Optional.of(new DeviceName("laptop"))))
        .isEqualTo(new DeviceName("laptop"));
  }

  @Test
  void of_notAskedAndNotRegistered_isTheHostsName() {
    assertThat(DeviceNames.of(null, Optional::empty)).isEqualTo(DeviceNames.of(null));
  }

  @Test
  void of_registeredAsTheRecoveryKey_isRefused() {
    assertThatThrownBy(() -> DeviceNames.of(null, () -> Optional.of(RecoveryKeys.NAME)))
        .isInstanceOf(ClientException.Usage.class);
  }
}
