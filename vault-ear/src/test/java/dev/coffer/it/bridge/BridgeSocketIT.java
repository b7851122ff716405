package dev.coffer.it.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** {@code coffer bridge --listen unix:PATH} against the packaged server. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "who listens where is read from /proc")
final class BridgeSocketIT {
  private static final String NONE = "";
  private static final String VAULT = "/v1/vaults/~/web";
  private static final String LISTENS = "0A";
  private static final int HANG_MILLIS = 60_000;

  private Teammate anna;
  private Path folder;
  private Path socket;
  private RunningBridge bridge;

  @BeforeEach
  void start() throws Exception {
    anna = Teammate.of(Running.H2, "anna");
    folder = Files.createTempDirectory("coffer");
    socket = folder.resolve("bridge.sock");
    bridge = started();
  }

  private RunningBridge started() throws Exception {
    return RunningBridge.on(anna.machine(), "unix:" + socket);
  }

  @AfterEach
  void end() throws Exception {
    try (RunningBridge ending = bridge) {
      Said ended = ending.end();
      assertThat(ended.status()).as("%s", ended).isZero();
      assertThat(ended.output()).isEqualTo("unix:" + socket + "\n");
      assertThat(ended.talk()).doesNotContain(bridge.token());
    }
    assertThat(folder).isEmptyDirectory();
    Files.delete(folder);
  }

  private byte[] request(String method, String path, String body, String... more) {
    String head = String.join("\r\n", more) + (more.length == 0 ? "" : "\r\n");
    return (method
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\n"
            + head
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.UTF_8);
  }

  private String bearer() {
    return "Authorization: Bearer " + bridge.token();
  }

  private String sent(byte[] request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.write(ByteBuffer.wrap(request));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String sentStraight(int port, byte[] request) throws IOException {
    try (Socket past = new Socket(InetAddress.getLoopbackAddress(), port)) {
      past.setSoTimeout(HANG_MILLIS);
      past.getOutputStream().write(request);
      return new String(past.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The ports on which the bridge's process listens, as any user of this machine can find out. */
  private Set<Integer> ports() throws IOException {
    Set<String> own = new HashSet<>();
    Path process = Path.of("/proc", Long.toString(bridge.process().pid()));
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      for (Path descriptor : open.toList()) {
        own.add(Files.readSymbolicLink(descriptor).toString());
      }
    }
    Set<Integer> ports = new HashSet<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : Files.readAllLines(process.resolve(table))) {
        String[] columns = line.strip().split(" +", -1);
        if (columns[3].equals(LISTENS) && own.contains("socket:[" + columns[9] + "]")) {
          ports.add(Integer.parseInt(columns[1].split(":", -1)[1], 16));
        }
      }
    }
    return ports;
  }

  @Test
  void vault_isDeclaredThroughTheSocket_andByNobodyPastIt() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
        .isEqualTo("rw-------");
    assertThat(sent(request("PUT", VAULT, "{\"name\":\"Web\"}", bearer())))
        .startsWith("HTTP/1.1 201 ");
    assertThat(sent(request("PUT", VAULT, "{\"name\":\"Evil\"}")))
        .startsWith("HTTP/1.1 401 ")
        .contains("token_required");
    assertThat(ports()).hasSize(1);
    for (int port : ports()) {
      assertThat(sentStraight(port, request("PUT", VAULT, "{\"name\":\"Evil\"}", bearer())))
          .startsWith("HTTP/1.1 421 ")
          .contains("foreign_host");
      assertThat(sentStraight(port, request("GET", "/v1/vaults/~", "", bearer())))
          .startsWith("HTTP/1.1 421 ")
          .doesNotContain("Web");
    }
    assertThat(sent(request("GET", VAULT, "", bearer())))
        .startsWith("HTTP/1.1 200 ")
        .contains("\"name\":\"Web\"");
    assertThat(anna.run("list-remote")).contains("Web").doesNotContain("Evil");
  }

  @Test
  void start_afterACrash_replacesTheSocket() throws Exception {
    bridge.process().destroyForcibly();
    assertThat(bridge.process().waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(socket).exists();
    bridge = started();
    assertThat(sent(request("GET", "/v1/vaults/~", "", bearer()))).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void start_whereItMayNot_isRefused_andNothingIsTouched() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    Path shared = Files.createDirectory(folder.resolve("shared"));
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<Path> before = all();
    refused(socket.toString(), 4, "another program listens on " + socket);
    refused(file.toString(), 4, file + " is there already, and is no socket");
    refused(shared + "/bridge.sock", 8, "others than its owner can write to");
    refused(folder + "/none/bridge.sock", 2, "no folder for");
    refused(folder + "/" + "x".repeat(100), 2, "at most 100 bytes");
    assertThat(all()).isEqualTo(before);
    assertThat(file).hasContent("mine");
    assertThat(sent(request("GET", "/v1/vaults/~", "", bearer()))).startsWith("HTTP/1.1 200 ");
    Files.delete(file);
    Files.delete(shared);
  }

  private void refused(String path, int status, String words) throws Exception {
    Machine machine = anna.machine();
    Said said = machine.run(NONE, "bridge", "--json", "--listen", "unix:" + path);
    assertThat(said.status()).as("%s", said).isEqualTo(status);
    assertThat(said.output()).isEmpty();
    assertThat(said.talk()).contains(words, "hint:");
  }

  private List<Path> all() throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.sorted().toList();
    }
  }
}
