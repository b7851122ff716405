package dev.coffer.client.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.identity.ApprovingPairing;
import dev.coffer.protocol.wire.device.PairingChallenge;
import dev.coffer.protocol.wire.device.PairingReveal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An approved machine and a new one, each on a thread of its own, and a person between them. */
class DevicePairingsTest {
  private static final long PATIENCE_SECONDS = 60;

  @TempDir Path place;
  private final FakeDevices server = new FakeDevices();
  private TestMachine a;
  private TestMachine b;
  private final Side atA = new Side();
  private final Side atB = new Side();

  /** One device's screen and keyboard. */
  private static final class Side implements CodeDialog {
    final CompletableFuture<Void> waits = new CompletableFuture<>();
    final CompletableFuture<String> shows = new CompletableFuture<>();
    final CompletableFuture<String> typed = new CompletableFuture<>();

    @Override
    public void waiting() {
      waits.complete(null);
    }

    @Override
    public String exchange(String codeHere) {
      shows.complete(codeHere);
      return typed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
  }

  @BeforeEach
  void oneApprovedAndOnePending() {
    a = new TestMachine(place, "a", server);
    b = new TestMachine(place, "b", server);
    a.enrol();
    b.enrol();
  }

  private static CompletableFuture<Void> begin(Runnable side) {
    return CompletableFuture.runAsync(side).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private void compare() {
    atA.typed.complete(await(atB.shows));
    atB.typed.complete(await(atA.shows));
    assertThat(await(atA.shows)).isEqualTo(await(atB.shows));
  }

  private void requireApproved() {
    assertThat(a.chain().current().approves(b.identity().keyId())).isTrue();
    assertThat(b.chain().current().approves(b.identity().keyId())).isTrue();
    assertThat(b.enrol()).isEqualTo("approved");
  }

  @Test
  void confirmFirst_thenApprove_letsTheDeviceIn() {
    confirmThenApprove();
    assertThat(server.challenges()).isEqualTo(1);
  }

  private void confirmThenApprove() {
    CompletableFuture<Void> confirming = begin(() -> b.confirm(atB));
    await(atB.waits);
    CompletableFuture<Void> approving = begin(() -> a.approve(b, atA));
    compare();
    await(approving);
    await(confirming);
    requireApproved();
  }

  @Test
  void approveFirst_waits_thenConfirmLetsTheDeviceIn() {
    CompletableFuture<Void> approving = begin(() -> a.approve(b, atA));
    await(atA.waits);
    assertThat(atA.shows).isNotDone();
    CompletableFuture<Void> confirming = begin(() -> b.confirm(atB));
    compare();
    await(approving);
    await(confirming);
    requireApproved();
    assertThat(server.challenges()).as("the one for the sign-in, and the real one").isEqualTo(2);
  }

  @Test
  void approve_anEarlierOneGivenUp_doesNotHarmTheNext() {
    Challenging givenUp =
        new Challenging(
            server,
            b.identity().keyId(),
            view ->
                new ApprovingPairing(
                    a.chain().current(), a.identity().keyId(), view, new SecureRandom()));
    givenUp.challenge();
    confirmThenApprove();
  }

  @Test
  void approve_wrongCode_approvesNothing() {
    CompletableFuture<Void> approving = begin(() -> a.approve(b, atA));
    await(atA.waits);
    CompletableFuture<Void> confirming = begin(() -> b.confirm(atB));
    String code = await(atB.shows);
    String wrong = code.startsWith("0") ? "1" + code.substring(1) : "0" + code.substring(1);
    atA.typed.complete(wrong);
    atB.typed.complete(wrong);
    assertThatThrownBy(() -> await(approving)).hasCauseInstanceOf(ClientException.Tampered.class);
    assertThatThrownBy(() -> await(confirming)).hasCauseInstanceOf(ClientException.Tampered.class);
    assertThat(server.length()).isEqualTo(1);
    assertThat(b.chain().known()).isEmpty();
  }

  @Test
  void approve_deviceStartsAnewAgainAndAgain_givesUp() {
    server.afterChallenge(b::enrol);
    assertThatThrownBy(() -> a.approve(b, atA))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessageContaining("anew 5 times");
    assertThat(server.challenges()).isEqualTo(5);
    assertThat(atA.shows).isNotDone();
    assertThat(server.length()).isEqualTo(1);
  }

  @Test
  void approve_deviceAnsweredAnother_saysWhatToDo() {
    server.challenge(b.identity().keyId(), new PairingChallenge("x", "x", 0L, "x", "x"));
    server.reveal(b.identity().keyId(), new PairingReveal("x"));
    assertThatThrownBy(() -> a.approve(b, atA))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessageContaining("another pairing");
    assertThat(server.challenges()).isEqualTo(1);
  }

  @Test
  void approve_approvedDevice_isRefused() {
    assertThatThrownBy(() -> a.approve(a, atA))
        .isInstanceOf(ClientException.Conflict.class)
        .hasMessageContaining("it is approved");
    assertThat(server.challenges()).isZero();
  }

  @Test
  void confirm_pairedDevice_isRefused() {
    assertThatThrownBy(() -> a.confirm(atA)).isInstanceOf(ClientException.Conflict.class);
  }

  @Test
  void find_uniqueStart_isTheDevice() {
    String id = b.identity().keyId().value();
    assertThat(a.pairings().find(b.identity().keyId().shortForm())).isEqualTo(b.identity().keyId());
    assertThat(a.pairings().find(id)).isEqualTo(b.identity().keyId());
    for (String start : new String[] {"", id + "0", "zz"}) {
      assertThatThrownBy(() -> a.pairings().find(start))
          .isInstanceOf(ClientException.NotFound.class);
    }
  }
}
