package dev.coffer.client.bridge.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that does what each test wants. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX modes")
@Timeout(60)
class SocketRelayTest {
  private static final int LARGE = 4 * 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path place;
  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final OwnConnections own = new OwnConnections();
  private Path path;
  private ServerSocket server;
  private SocketRelay relay;

  @BeforeEach
  void start() throws IOException {
    path = place.resolve("s");
    server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    server.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    relay = new SocketRelay(SocketFile.at(path), own, log::add);
    relay.start((InetSocketAddress) server.getLocalSocketAddress());
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
    relay.close();
    server.close();
    assertThat(path).doesNotExist();
    assertThat(own.count()).isZero();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("bridge socket"));
  }

  private SocketChannel caller() throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
    opened.add(channel);
    return channel;
  }

  private Socket served() throws IOException {
    Socket socket = server.accept();
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    opened.add(socket);
    return socket;
  }

  private static void say(SocketChannel channel, byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }

  private static byte[] heard(SocketChannel channel) throws IOException {
    InputStream in = Channels.newInputStream(channel);
    return in.readAllBytes();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void eventually(BooleanSupplier holds) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }

  @Test
  void bytes_passBothWaysAtOnce_asTheyAre() throws Exception {
    byte[] there = new byte[LARGE];
    byte[] back = new byte[LARGE];
    for (int i = 0; i < LARGE; i++) {
      there[i] = (byte) ((i * 31) >> 3);
      back[i] = (byte) ((i * 17) >> 5);
    }
    SocketChannel caller = caller();
    Socket served = served();
    var said =
        CompletableFuture.runAsync(
            () ->
                unchecked(
                    () -> {
                      say(caller, there);
                      caller.shutdownOutput();
                    }));
    var answered =
        CompletableFuture.runAsync(() -> unchecked(() -> served.getOutputStream().write(back)));
    var heard = CompletableFuture.supplyAsync(() -> uncheckedBytes(() -> heard(caller)));
    assertThat(served.getInputStream().readAllBytes()).isEqualTo(there);
    answered.get();
    served.close();
    assertThat(heard.get()).isEqualTo(back);
    said.get();
  }

  private interface Act {
    void run() throws IOException;
  }

  private interface Source {
    byte[] get() throws IOException;
  }

  private static void unchecked(Act act) {
    try {
      act.run();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] uncheckedBytes(Source source) {
    try {
      return source.get();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void caller_thatHasSaidAll_stillGetsItsAnswer() throws IOException {
    SocketChannel caller = caller();
    Socket served = served();
    say(caller, text("question"));
    caller.shutdownOutput();
    assertThat(served.getInputStream().readAllBytes()).isEqualTo(text("question"));
    served.getOutputStream().write(text("answer"));
    served.close();
    assertThat(heard(caller)).isEqualTo(text("answer"));
  }

  @Test
  void caller_thatIsGone_isGoneForTheServer() throws IOException {
    SocketChannel caller = caller();
    Socket served = served();
    caller.close();
    assertThat(served.getInputStream().read()).isEqualTo(-1);
    served.close();
    eventually(() -> own.count() == 0);
  }

  @Test
  void connection_countsAsOwnBeforeTheFirstByte_andOnlyFromItsAddress() throws IOException {
    caller();
    Socket served = served();
    served.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    caller();
    Socket second = served();
    say(caller(), text("x"));
    Socket third = served();
    assertThat(third.getInputStream().read()).isEqualTo('x');
    assertThat(own.has(third.getRemoteSocketAddress())).isTrue();
    eventually(() -> own.has(served.getRemoteSocketAddress()));
    eventually(() -> own.has(second.getRemoteSocketAddress()));
    assertThat(own.has(new InetSocketAddress("127.0.0.2", third.getPort()))).isFalse();
    assertThat(own.has(null)).isFalse();
  }

  /** Both directions of a passage end it, and by the second its port may be another's. */
  @Test
  void close_ofAPassageThatIsClosed_leavesANewOneAlone() throws IOException {
    try (ServerSocketChannel callers = ServerSocketChannel.open()) {
      callers.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      opened.add(SocketChannel.open(callers.getLocalAddress()));
      OwnConnections register = new OwnConnections();
      var address = (InetSocketAddress) server.getLocalSocketAddress();
      Passage passage = Passage.open(callers.accept(), address, register);
      SocketAddress end = served().getRemoteSocketAddress();
      assertThat(register.has(end)).isTrue();
      passage.close();
      assertThat(register.has(end)).isFalse();
      register.add(end);
      passage.close();
      assertThat(register.has(end)).isTrue();
    }
  }

  /** Else another program could take the port and be let in as the relay. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "others free a port that was reset at once")
  void port_isNobodyElses_asLongAsItCountsAsOwn() throws IOException {
    for (int i = 0; i < 100; i++) {
      caller();
      Socket served = served();
      var end = (InetSocketAddress) served.getRemoteSocketAddress();
      eventually(() -> own.has(end));
      served.setSoLinger(true, 0);
      served.close(); // a reset
      boolean taken = false;
      while (!taken) {
        try (ServerSocket thief = new ServerSocket()) {
          thief.bind(end);
          assertThat(own.has(end)).isFalse();
          taken = true;
        } catch (BindException e) {
          Thread.onSpinWait();
        }
      }
    }
  }

  @Test
  void callers_areSoManyAtATime_andTheNextWaits() throws IOException {
    List<SocketChannel> callers = new ArrayList<>();
    List<Socket> served = new ArrayList<>();
    for (int i = 0; i < SocketRelay.MAX_CONNECTIONS; i++) {
      callers.add(caller());
      served.add(served());
    }
    SocketChannel waiting = caller();
    say(waiting, text("w"));
    server.setSoTimeout(200);
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(server::accept);
    server.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    served.get(0).close();
    assertThat(heard(callers.get(0))).isEmpty();
    assertThat(served().getInputStream().read()).isEqualTo('w');
  }

  @Test
  void stopAccepting_removesTheFile_andLetsConnectionsGoOn() throws IOException {
    SocketChannel caller = caller();
    Socket served = served();
    relay.stopAccepting();
    assertThat(path).doesNotExist();
    assertThatExceptionOfType(SocketException.class).isThrownBy(this::caller);
    say(caller, text("x"));
    assertThat(served.getInputStream().read()).isEqualTo('x');
    served.getOutputStream().write(text("y"));
    served.close();
    assertThat(heard(caller)).isEqualTo(text("y"));
  }

  @Test
  void close_endsACallerThatReadsNothing() throws Exception {
    caller();
    Socket served = served();
    var stuck =
        CompletableFuture.runAsync(
            () -> {
              try {
                served.getOutputStream().write(new byte[8 * LARGE]);
              } catch (IOException e) {
                return; // the relay has ended
              }
            });
    relay.close();
    assertThat(own.count()).isZero();
    stuck.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void server_thatIsNotThere_endsTheConnection_andIsLogged() throws Exception {
    int port = server.getLocalPort();
    server.close();
    assertThat(heard(caller())).isEmpty();
    assertThat(log.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).contains("could not be passed on");
    assertThat(log).isEmpty();
    server = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
    SocketChannel caller = caller();
    say(caller, text("x"));
    assertThat(served().getInputStream().read()).isEqualTo('x');
  }
}
