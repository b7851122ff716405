package dev.coffer.terraform.bridged.way;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.terraform.bridged.way.FakeSocket.Answers;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes through a UNIX socket, and what is made of whoever answers there. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX modes")
@Timeout(60)
class SocketWayTest {
  private static final String TOKEN = "x".repeat(43);
  private static final Asked GET =
      new Asked("GET", "/v1/vaults/~", Map.of("Authorization", "Bearer " + TOKEN), "");
  private static final int LIMIT = 2_000_000;
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final Limits LIMITS = new Limits(SOON, Duration.ofSeconds(50), LIMIT);
  private static final Limits HASTY = new Limits(SOON, Duration.ofSeconds(4), LIMIT);

  @TempDir Path folder;
  private Path path;
  private Path token;
  private FakeSocket bridge;

  @BeforeEach
  void name() throws IOException {
    path = folder.resolve("bridge.sock");
    token = Files.writeString(folder.resolve("token"), TOKEN);
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void end() throws Exception {
    if (bridge != null) {
      bridge.close();
    }
  }

  private void says(String... lines) throws IOException {
    bridge = FakeSocket.saying(path, String.join("\r\n", lines));
  }

  private void answers(Answers answers) throws IOException {
    bridge = new FakeSocket(path, answers);
  }

  private Replied sent(Asked asked) throws IOException {
    return new SocketWay(path, token, LIMITS).send(asked);
  }

  private void fails(Class<? extends IOException> kind) {
    assertThatThrownBy(() -> sent(GET)).isInstanceOf(kind).hasMessageNotContaining(TOKEN);
    assertThat(bridge.asked).hasSize(1);
  }

  @Test
  void aRequest_isWhatTheBridgeExpects_andSaysItsLength() throws IOException {
    says("HTTP/1.1 201 Created", "ETag: \"t1\"", "Content-Length: 2", "", "{}");
    Asked put =
        new Asked("PUT", "/v1/vaults/~/w%C3%A4b", Map.of("If-None-Match", "*"), "{\"n\":\"ä\"}");
    assertThat(sent(put)).isEqualTo(new Replied(201, "\"t1\"", "{}"));
    assertThat(sent(new Asked("DELETE", "/v1/x", Map.of(), "")).status()).isEqualTo(201);
    assertThat(sent(GET).status()).isEqualTo(201);
    assertThat(bridge.asked.get(0).split("\r\n", -1))
        .containsExactlyInAnyOrder(
            "PUT /v1/vaults/~/w%C3%A4b HTTP/1.1",
            "Host: localhost",
            "Connection: close",
            "If-None-Match: *",
            "Content-Length: 10",
            "",
            "{\"n\":\"ä\"}");
    assertThat(bridge.asked.get(1)).contains("Content-Length: 0\r\n");
    assertThat(bridge.asked.get(2))
        .contains("Authorization: Bearer " + TOKEN + "\r\n")
        .doesNotContain("Content-Length");
  }

  /** A path of the configuration, or a token file, must not add a header or a request. */
  @Test
  void aLineBreakInAHeader_makesNoOther() throws IOException {
    says("HTTP/1.1 200 OK", "Content-Length: 0", "", "");
    assertThat(sent(new Asked("GET", "/v1/x", Map.of("If-Match", "a\r\nX: b"), "")).status())
        .isEqualTo(200);
    assertThat(bridge.asked.get(0)).doesNotContain("\nX:");
  }

  @Test
  void aBodyInChunks_isPutTogether() throws IOException {
    says(
        "HTTP/1.1 200 OK",
        "Transfer-Encoding: chunked",
        "",
        "2",
        "{\"",
        "5",
        "a\":1}",
        "0",
        "",
        "");
    assertThat(sent(GET).body()).isEqualTo("{\"a\":1}");
  }

  /** What comes after an answer is nobody's: there is one request on a connection. */
  @Test
  void moreThanWasAsked_isNotRead() throws IOException {
    says("HTTP/1.1 404 Not Found", "Content-Length: 2", "", "{}HTTP/1.1 200 OK", "", "{\"a\":1}");
    assertThat(sent(GET)).isEqualTo(new Replied(404, "", "{}"));
  }

  @Test
  void aRedirect_isAnAnswerAsAnyOther() throws IOException {
    says("HTTP/1.1 302 Found", "Location: http://192.0.2.7/", "Content-Length: 0", "", "");
    assertThat(sent(GET).status()).isEqualTo(302);
    assertThat(bridge.asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":1}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{\"a\":1}\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"a\":1}",
      })
  void anAnswerThatEndsEarly_isNone_andNothingIsSentAgain(String answer) throws IOException {
    says(answer);
    assertThatThrownBy(() -> sent(GET))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(ProtocolException.class)
        .hasMessageNotContaining(TOKEN);
    assertThat(bridge.asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2p1\r\n\r\n",
        "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}{}\r\n0\r\n\r\n",
      })
  void whatIsNotHttp_isNoAnswer(String answer) throws IOException {
    says(answer);
    fails(ProtocolException.class);
  }

  /** A request that comes back must not carry the token into what a person is told. */
  @Test
  void anEcho_isNoAnswer_andTheTokenIsNotRepeated() throws IOException {
    answers(caller -> FakeSocket.say(caller, bridge.asked.get(0)));
    fails(ProtocolException.class);
    bridge.close();
    Files.delete(path);
    answers(caller -> FakeSocket.say(caller, "HTTP/1.1 200 OK\r\nBearer " + TOKEN + "\r\n\r\n"));
    fails(ProtocolException.class);
  }

  @Test
  void headersWithoutEnd_areNotReadForEver() throws IOException {
    answers(
        caller -> {
          FakeSocket.say(caller, "HTTP/1.1 200 OK\r\n");
          for (int i = 0; i < 10_000; i++) {
            FakeSocket.say(caller, "X-" + i + ": " + "y".repeat(100) + "\r\n");
          }
        });
    assertThatThrownBy(() -> sent(GET)).isInstanceOf(ProtocolException.class);
    bridge.close();
    Files.delete(path);
    says("HTTP/1.1 200 OK", "X: " + "y".repeat(100_000), "", "");
    fails(ProtocolException.class);
  }

  @Test
  void anAnswerOfTheLargestSize_isTaken_andALargerOneRefused() throws Exception {
    says("HTTP/1.1 200 OK", "Content-Length: " + LIMIT, "", "z".repeat(LIMIT));
    assertThat(sent(GET).body()).hasSize(LIMIT);
    bridge.close();
    Files.delete(path);
    says("HTTP/1.1 200 OK", "Content-Length: " + (LIMIT + 1), "", "z".repeat(LIMIT + 1));
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> sent(GET))
        .withMessageContaining("more than " + LIMIT);
    bridge.close();
    Files.delete(path);
    answers(
        caller -> {
          FakeSocket.say(caller, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          while (true) {
            FakeSocket.say(caller, "2710\r\n" + "z".repeat(10_000) + "\r\n");
          }
        });
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> sent(GET))
        .withMessageContaining("more than " + LIMIT);
  }

  @Test
  void anAnswerThatTakesTooLong_isGivenUp() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch givenUp = new CountDownLatch(1);
    answers(
        caller -> {
          arrived.countDown();
          awaited(givenUp);
        });
    SocketWay way = new SocketWay(path, token, HASTY);
    assertThatThrownBy(() -> way.send(GET)).isInstanceOf(AsynchronousCloseException.class);
    awaited(arrived);
    assertThat(bridge.asked).hasSize(1);
    givenUp.countDown();
  }

  /** Each byte comes soon enough, and the answer never. */
  @Test
  void anAnswerByteByByte_isGivenUpAsWell() throws Exception {
    answers(
        caller -> {
          FakeSocket.say(caller, "HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n");
          while (true) {
            FakeSocket.say(caller, " ");
            Thread.onSpinWait();
          }
        });
    Limits endless = new Limits(SOON, HASTY.patience(), Integer.MAX_VALUE - 1);
    SocketWay way = new SocketWay(path, token, endless);
    assertThatThrownBy(() -> way.send(GET)).isInstanceOf(ClosedChannelException.class);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The class's time is shorter than an answer's: who waited that long for a connection fails. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "others refuse what they cannot keep waiting")
  void aBridgeThatTakesNoConnection_isGivenUpSoon_andSentNothing() throws Exception {
    SocketWay way =
        new SocketWay(path, token, new Limits(Duration.ofSeconds(1), Duration.ofMinutes(5), LIMIT));
    try (FullSocket full = FullSocket.at(path)) {
      assertThatThrownBy(() -> way.send(GET)).isInstanceOf(NotAccepted.class);
      assertThat(full.received()).isEmpty();
    }
  }

  @Test
  void nobodyThere_isNoAnswer() throws Exception {
    assertThatThrownBy(() -> sent(GET)).isInstanceOf(NoSuchFileException.class);
    says("");
    bridge.close();
    assertThat(path).exists();
    assertThatThrownBy(() -> sent(GET)).isInstanceOf(ConnectException.class);
    assertThat(bridge.asked).isEmpty();
  }

  @Test
  void aFolderThatOthersWriteTo_isNotSpokenInto() throws Exception {
    says("HTTP/1.1 200 OK", "Content-Length: 2", "", "{}");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThatExceptionOfType(ClientException.LocalStore.class)
        .isThrownBy(() -> sent(GET))
        .withMessageContaining("others than its owner can write to");
    assertThat(bridge.asked).isEmpty();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    assertThat(sent(GET).status()).isEqualTo(200);
  }

  @Test
  void anAddress_leadsWhereItSays() {
    assertThat(Way.to("unix:/run/b.sock", token))
        .isInstanceOf(SocketWay.class)
        .hasToString("unix:/run/b.sock")
        .returns("unix:/run/b.sock", Way::listen);
    assertThat(Way.to("http://127.0.0.1:84", token))
        .isInstanceOf(LoopbackWay.class)
        .hasToString("http://127.0.0.1:84")
        .returns("127.0.0.1:84", Way::listen);
    assertThat(GET).hasToString("GET /v1/vaults/~");
  }
}
