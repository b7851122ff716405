package dev.coffer.client.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import dev.coffer.client.bridge.http.Reply;
import dev.coffer.client.bridge.http.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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

/** A bridge at a UNIX socket: who comes through it is let in, and nobody who comes otherwise. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX modes")
@Timeout(120)
class BridgeSocketTest {
  private static final String GET = "GET /v1/vaults/~ HTTP/1.1";
  private static final String HOST = "Host: localhost";

  @TempDir Path place;
  private final List<Request> arrived = Collections.synchronizedList(new ArrayList<>());
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private Function<Request, Reply> answers = request -> Reply.json(200, Map.of("well", true));
  private Path path;
  private String token;
  private BridgeServer server;

  @BeforeEach
  void start() throws IOException {
    path = place.resolve("bridge.sock");
    server = started();
    token = Files.readString(place.resolve("token")).strip();
  }

  private BridgeServer started() {
    return BridgeServer.start(
        ListenAddress.parse("unix:bridge.sock", place),
        BridgeToken.in(place.resolve("token"), new SecureRandom()),
        request -> {
          arrived.add(request);
          return answers.apply(request);
        },
        log::add);
  }

  @AfterEach
  void stop() {
    server.close();
    assertThat(path).doesNotExist();
  }

  private String bearer() {
    return "Authorization: Bearer " + token;
  }

  private static byte[] bytes(String body, String... head) {
    return (String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n" + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  private String sent(String... head) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return exchanged(channel, bytes("", head));
    }
  }

  private static String exchanged(SocketChannel channel, byte[] request) throws IOException {
    channel.write(ByteBuffer.wrap(request));
    return heard(channel);
  }

  private static String heard(SocketChannel channel) throws IOException {
    return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Past the socket, as any program of this machine can, from an address of its choice. */
  private String sentStraight(InetSocketAddress from, String... head) throws IOException {
    try (Socket socket = new Socket()) {
      socket.bind(from);
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), 10_000);
      socket.setSoTimeout(60_000);
      socket.getOutputStream().write(bytes("", head));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void refused(String answer, int status, String code) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("application/problem+json", "\"code\":\"" + code + "\"")
        .doesNotContain(token);
    assertThat(arrived).isEmpty();
  }

  @Test
  void address_isTheSocket() {
    assertThat(server.address()).isEqualTo("unix:" + path);
    assertThat(ListenAddress.parse("unix:" + path, place)).hasToString("unix:" + path);
  }

  @Test
  void request_throughTheSocket_isLetIn() throws IOException {
    assertThat(sent(GET, HOST, bearer())).startsWith("HTTP/1.1 200 ").contains("{\"well\":true}");
    assertThat(sent(GET, "Host: LOCALHOST", bearer())).startsWith("HTTP/1.1 200 ");
    assertThat(arrived).hasSize(2);
    assertThat(log).isEmpty();
  }

  @Test
  void requests_onOneConnection_areAnsweredInTurn() throws IOException {
    String first = GET + "\r\n" + HOST + "\r\n" + bearer() + "\r\n\r\n";
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      channel.write(ByteBuffer.wrap(first.getBytes(StandardCharsets.UTF_8)));
      var in = Channels.newInputStream(channel);
      assertThat(in.read()).isEqualTo('H');
      assertThat(exchanged(channel, bytes("", GET, HOST, bearer())).split("well", -1)).hasSize(3);
    }
  }

  @Test
  void request_ofACallerThatHasSaidAll_isAnswered() throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      channel.write(ByteBuffer.wrap(bytes("", GET, HOST, bearer())));
      channel.shutdownOutput();
      assertThat(heard(channel)).startsWith("HTTP/1.1 200 ");
    }
  }

  /** The socket's mode does not stand in for the token. */
  @Test
  void request_throughTheSocket_needsTheToken() throws IOException {
    refused(sent(GET, HOST), 401, "token_required");
    refused(sent(GET, HOST, bearer() + "x"), 401, "token_required");
    refused(sent(GET, HOST, bearer(), "Origin: https://evil.example"), 403, "browser_refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:PORT", "localhost:PORT", "127.0.0.1", "evil.example", "[::1]"})
  void request_throughTheSocket_forAnotherHost_isRefused(String host) throws IOException {
    String header = "Host: " + host.replace("PORT", Integer.toString(server.port()));
    refused(sent(GET, header, bearer()), 421, "foreign_host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:PORT", "localhost:PORT"})
  void request_pastTheSocket_isRefused_withTokenAndHost(String host) throws IOException {
    String header = "Host: " + host.replace("PORT", Integer.toString(server.port()));
    for (byte last : new byte[] {1, 2}) {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, last});
      InetSocketAddress from = new InetSocketAddress(loopback, 0);
      refused(
          sentStraight(from, "DELETE /v1/vaults/~/web HTTP/1.1", header, bearer()),
          421,
          "foreign_host");
    }
  }

  /** Anybody can have the port of one of the relay's connections, at another address. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "others have one address of the loopback")
  void request_pastTheSocket_fromTheRelaysPortElsewhere_isRefused() throws Exception {
    CountDownLatch answering = new CountDownLatch(1);
    CountDownLatch attacked = new CountDownLatch(1);
    answers =
        request -> {
          answering.countDown();
          await(attacked);
          return Reply.json(200, Map.of("well", true));
        };
    CompletableFuture<String> answer = later(GET, HOST, bearer());
    try {
      await(answering);
      arrived.clear();
      List<Integer> ports = relaysPorts();
      assertThat(ports).isNotEmpty();
      for (int port : ports) {
        refused(
            sentStraight(new InetSocketAddress("127.0.0.2", port), GET, HOST, bearer()),
            421,
            "foreign_host");
      }
    } finally {
      attacked.countDown();
    }
    assertThat(answer.get(1, TimeUnit.MINUTES)).startsWith("HTTP/1.1 200 ");
  }

  /** From the system's tables: connections to the server's port that are established. */
  private List<Integer> relaysPorts() throws IOException {
    String to = String.format(Locale.ROOT, "0100007F:%04X", server.port());
    List<Integer> ports = new ArrayList<>();
    for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] columns = line.strip().split(" +", -1);
        if (columns[2].endsWith(to) && columns[3].equals("01")) {
          ports.add(Integer.parseInt(columns[1].split(":", -1)[1], 16));
        }
      }
    }
    return ports;
  }

  private CompletableFuture<String> later(String... head) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return sent(head);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void close_letsARunningRequestEnd_andLeavesNothing() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    answers =
        request -> {
          begun.countDown();
          await(closing);
          return Reply.json(200, Map.of("ended", true));
        };
    CompletableFuture<String> answer = later(GET, HOST, bearer());
    await(begun);
    CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
    while (Files.exists(path)) {
      Thread.onSpinWait();
    }
    closing.countDown();
    closed.get(1, TimeUnit.MINUTES);
    assertThat(answer.get(1, TimeUnit.MINUTES)).contains("{\"ended\":true}");
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> sent(GET, HOST, bearer()));
    assertThat(log).isEmpty();
  }

  @Test
  void start_whereOneIs_isRefused_andTheFirstGoesOn() throws IOException {
    assertThatExceptionOfType(ClientException.Conflict.class)
        .isThrownBy(this::started)
        .withMessageContaining(path.toString());
    assertThat(sent(GET, HOST, bearer())).startsWith("HTTP/1.1 200 ");
  }
}
