package dev.coffer.client.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.account.DeviceRoll.Entry;
import dev.coffer.protocol.wire.device.DeviceView;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees of the account's devices, whatever the server says of them. */
class DeviceRollTest {
  @TempDir Path place;
  private final FakeDevices server = new FakeDevices();
  private TestMachine a;
  private TestMachine b;

  @BeforeEach
  void oneApprovedAndOnePending() {
    a = new TestMachine(place, "a", server);
    b = new TestMachine(place, "b", server);
    a.enrol();
    b.enrol();
  }

  @Test
  void all_honestServer_tellsApprovedAndPending() {
    assertThat(a.devices().all()).extracting(Entry::name).containsExactly("a", "b");
    assertThat(a.devices().all()).extracting(Entry::status).containsExactly("approved", "pending");
  }

  @Test
  void all_approvedDeviceLeftOut_isThereAllTheSame() {
    String id = a.identity().keyId().value();
    server.lying(view -> view.keyId().equals(id) ? null : view);
    assertThat(a.devices().all()).extracting(Entry::device).contains(id);
    assertThat(a.devices().find(id)).isEqualTo(a.identity().keyId());
  }

  @Test
  void all_otherNamesAndRights_areNotBelieved() {
    server.lying(DeviceRollTest::disguised);
    assertThat(a.devices().all()).extracting(Entry::name).containsExactly("a", "printer");
    assertThat(a.devices().all()).extracting(Entry::status).containsExactly("approved", "pending");
  }

  private static DeviceView disguised(DeviceView view) {
    return new DeviceView(
        view.keyId(),
        "printer",
        view.signingKey(),
        view.agreementKey(),
        "approved",
        view.createdAt(),
        null,
        null,
        null);
  }
}
