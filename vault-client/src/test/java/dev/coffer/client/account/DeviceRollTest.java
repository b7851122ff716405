package dev.coffer.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.account.DeviceRoll.Entry;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.wire.device.DeviceView;
import dev.coffer.protocol.wire.device.RegisterDevice;
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

  @Test
  void registeredName_ofAPendingDevice_isTheServers() {
    assertThat(b.devices().registeredName(b.identity().keyId())).hasValue(new DeviceName("b"));
  }

  @Test
  void registeredName_ofNoDevice_isEmpty() {
    TestMachine stranger = new TestMachine(place, "stranger", server);
    assertThat(stranger.devices().registeredName(stranger.identity().keyId())).isEmpty();
  }

  @Test
  void registeredName_thatNoneCanHave_isRefusedWithTheWayOut() {
    server.register(
        new RegisterDevice(
            "b\u001b[2K",
            b.identity().keys().signing().base64(),
            b.identity().keys().agreement().base64(),
            "commitment",
            "signature"));
    assertThatThrownBy(() -> b.devices().registeredName(b.identity().keyId()))
        .isInstanceOfSatisfying(
            ClientException.Tampered.class, e -> assertThat(e.hint()).hasValue("give --name"))
        .hasMessageNotContaining("\u001b");
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
