package dev.coffer.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceName;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnrolmentTest {
  @TempDir Path place;
  private final FakeDevices server = new FakeDevices();

  private TestMachine machine(String name) {
    return new TestMachine(place, name, server);
  }

  @Test
  void enrol_firstDevice_beginsTheAccount() {
    TestMachine a = machine("a");
    assertThat(a.enrol()).isEqualTo("approved");
    assertThat(a.chain().known().orElseThrow().approves(a.identity().keyId())).isTrue();
    assertThat(server.length()).isEqualTo(1);
  }

  @Test
  void enrol_again_isBoundAndAppendsNothing() {
    TestMachine a = machine("a");
    a.enrol();
    assertThat(a.enrol()).isEqualTo("approved");
    assertThat(server.length()).isEqualTo(1);
  }

  @Test
  void enrol_answerLost_isRecognisedOnRetry() {
    TestMachine a = machine("a");
    server.losesAnswers(true);
    assertThatThrownBy(a::enrol).isInstanceOf(ClientException.Unreachable.class);
    assertThat(a.chain().known()).isEmpty();
    server.losesAnswers(false);
    assertThat(a.enrol()).isEqualTo("approved");
    assertThat(a.chain().known()).isPresent();
    assertThat(server.length()).isEqualTo(1);
  }

  @Test
  void enrol_furtherDevice_waitsAndTrustsNothing() {
    machine("a").enrol();
    TestMachine b = machine("b");
    assertThat(b.enrol()).isEqualTo("pending");
    assertThat(b.chain().known()).isEmpty();
    assertThat(server.length()).isEqualTo(1);
  }

  @Test
  void enrol_approvedByTheServerAlone_staysPending() {
    TestMachine a = machine("a");
    a.enrol();
    TestMachine b = machine("b");
    b.enrol();
    server.append(new ChainEvent.Approved(b.identity().keys(), new DeviceName("b")), a);
    assertThat(b.enrol()).isEqualTo("pending");
    assertThat(b.chain().known()).isEmpty();
  }
}
