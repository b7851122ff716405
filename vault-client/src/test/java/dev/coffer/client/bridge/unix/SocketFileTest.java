package dev.coffer.client.bridge.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX modes")
class SocketFileTest {
  private static final int STRANGER = 54_321;
  private static final int ANNA = 1_000;
  private static final int ROUNDS = 50;

  @TempDir Path place;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Path path;

  @BeforeEach
  void name() {
    path = place.resolve("bridge.sock");
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  private SocketFile made() {
    SocketFile file = SocketFile.at(path);
    opened.add(file);
    return file;
  }

  /** As any other program makes one. */
  private ServerSocketChannel anothers(Path at) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    opened.add(channel);
    return channel.bind(UnixDomainSocketAddress.of(at));
  }

  private SocketChannel connected() throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
    opened.add(channel);
    return channel;
  }

  private List<Path> all() throws IOException {
    try (Stream<Path> found = Files.list(place)) {
      return found.toList();
    }
  }

  private static void mode(Path file, int bits) throws IOException {
    Files.setAttribute(file, "unix:mode", bits);
  }

  private <E extends ClientException> void refused(Class<E> kind, int code, String... words)
      throws IOException {
    List<Path> before = all();
    assertThatExceptionOfType(kind)
        .isThrownBy(() -> SocketFile.at(path))
        .satisfies(
            e -> {
              assertThat(e.getMessage()).contains(words);
              assertThat(e.hint()).isPresent();
              assertThat(e.exitCode()).isEqualTo(code);
            });
    assertThat(all()).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void at_aFreePlace_isItsOwnersAlone_andGoneWhenClosed() throws IOException {
    SocketFile file = made();
    assertThat(file).hasToString("unix:" + path);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(all()).containsExactly(path);
    connected();
    assertThat(file.accept().isOpen()).isTrue();
    file.close();
    assertThat(all()).isEmpty();
    file.close();
  }

  /** Whoever sees the name sees a socket of mode 0600 on which somebody answers. */
  @Test
  void at_isNeverSeenHalfMade() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    CompletableFuture<List<UnixMode>> watched =
        CompletableFuture.supplyAsync(
            () -> {
              List<UnixMode> seen = new ArrayList<>();
              while (!ended.get()) {
                seen().ifPresent(seen::add);
              }
              return seen;
            });
    try {
      do {
        SocketFile.at(path).close();
      } while (!watched.isDone() && !enough());
    } finally {
      ended.set(true);
    }
    assertThat(watched.get()).isNotEmpty().allMatch(UnixMode::isOwnersAlone);
  }

  private int rounds;

  private boolean enough() {
    rounds++;
    return rounds >= 10 * ROUNDS;
  }

  private Optional<UnixMode> seen() {
    try {
      return Optional.of(UnixMode.of(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void at_aSocketThatNobodyAnswers_isInItsPlace() throws IOException {
    anothers(path).close();
    assertThat(path).exists();
    SocketFile file = made();
    connected();
    assertThat(file.accept().isOpen()).isTrue();
    assertThat(all()).containsExactly(path);
  }

  @Test
  void at_aSocketThatIsAnswered_isRefused_andItGoesOn() throws IOException {
    SocketFile first = made();
    refused(ClientException.Conflict.class, 4, "another program listens", path.toString());
    connected();
    assertThat(first.accept().isOpen()).isTrue();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "others make a queue larger than they are told")
  void at_aSocketWhoseQueueIsFull_isRefused() throws IOException {
    ServerSocketChannel busy = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    opened.add(busy);
    busy.bind(UnixDomainSocketAddress.of(path), 1);
    connected();
    connected();
    refused(ClientException.Conflict.class, 4, "another program listens");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "folder", "link to nothing", "link to a socket"})
  void at_whatIsNoSocket_isRefused_andLeft(String kind) throws IOException {
    switch (kind) {
      case "file" -> Files.writeString(path, "mine");
      case "folder" -> Files.createDirectory(path);
      case "link to nothing" -> Files.createSymbolicLink(path, place.resolve("nothing"));
      default -> {
        anothers(place.resolve("other")).close();
        Files.createSymbolicLink(path, place.resolve("other"));
      }
    }
    UnixMode before = UnixMode.of(path);
    refused(ClientException.Conflict.class, 4, "is no socket", path.toString());
    assertThat(UnixMode.of(path)).isEqualTo(before);
    if (kind.equals("file")) {
      assertThat(path).hasContent("mine");
    }
  }

  /** Two that start at once after a crash: one of them gets it, and the other does not spoil it. */
  @Test
  void at_byTwoAtOnce_isOnes() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      anothers(path).close();
      CyclicBarrier start = new CyclicBarrier(2);
      List<CompletableFuture<Optional<SocketFile>>> both =
          Stream.of(1, 2).map(n -> CompletableFuture.supplyAsync(() -> attempt(start))).toList();
      List<SocketFile> won = new ArrayList<>();
      for (var one : both) {
        one.get().ifPresent(won::add);
      }
      assertThat(won).hasSize(1);
      connected();
      assertThat(won.get(0).accept().isOpen()).isTrue();
      won.get(0).close();
      assertThat(all()).isEmpty();
    }
  }

  private Optional<SocketFile> attempt(CyclicBarrier start) {
    try {
      start.await();
      return Optional.of(SocketFile.at(path));
    } catch (ClientException.Conflict e) {
      return Optional.empty();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void close_leavesWhatHasTakenItsPlace() throws IOException {
    SocketFile file = made();
    Files.delete(path);
    anothers(path);
    file.close();
    connected();
  }

  @Test
  void at_noFolder_isRefused() throws IOException {
    path = place.resolve("none/bridge.sock");
    refused(ClientException.Usage.class, 2, "no folder for", path.toString());
    path = Files.writeString(place.resolve("file"), "").resolve("bridge.sock");
    refused(ClientException.Usage.class, 2, "no folder for");
  }

  @Test
  void at_theLongestPath_isTaken_andALongerOneRefused() throws IOException {
    int room = SocketPlace.MAX_BYTES - place.toRealPath().toString().length() - "/".length();
    path = place.toRealPath().resolve("x".repeat(room));
    made().close();
    path = place.toRealPath().resolve("x".repeat(room + 1));
    refused(ClientException.Usage.class, 2, "at most 100 bytes");
    Path folder = Files.createDirectory(place.toRealPath().resolve("y".repeat(room - 5)));
    path = folder.resolve("s");
    refused(ClientException.Usage.class, 2, "its folder's at most 90");
  }

  @Test
  void at_aPathOfFewLettersAndTooManyBytes_isRefused() throws IOException {
    assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "no UTF-8 locale");
    int room = SocketPlace.MAX_BYTES - place.toRealPath().toString().length() - "/".length();
    path = place.toRealPath().resolve("ä".repeat(room / 2 + 1));
    refused(ClientException.Usage.class, 2, "at most 100 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0770, 0707, 0777, 0720, 0702})
  void at_aFolderThatOthersWriteTo_isRefused(int bits) throws IOException {
    Path folder = Files.createDirectory(place.resolve("shared"));
    mode(folder, bits);
    path = folder.resolve("bridge.sock");
    refused(ClientException.LocalStore.class, 8, "others than its owner", folder.toString());
    assertThat(folder).isEmptyDirectory();
    Path below = Files.createDirectory(folder.resolve("own"));
    mode(below, 0700);
    path = below.resolve("bridge.sock");
    refused(ClientException.LocalStore.class, 8, "others than its owner", folder.toString());
    assertThat(below).isEmptyDirectory();
  }

  @Test
  void at_aFolderThatOthersWriteTo_butRemoveNothingFrom_isTaken() throws IOException {
    Path folder = Files.createDirectory(place.resolve("tmp"));
    mode(folder, 01777);
    path = folder.resolve("bridge.sock");
    made();
    assertThat(UnixMode.of(path).isOwnersAlone()).isTrue();
  }

  /** A link to a folder is as safe as the folder. */
  @Test
  void at_aFolderBehindALink_isJudgedByTheFolder() throws IOException {
    Path folder = Files.createDirectory(place.resolve("shared"));
    mode(folder, 0777);
    Path link = Files.createSymbolicLink(place.resolve("link"), folder);
    path = link.resolve("bridge.sock");
    refused(ClientException.LocalStore.class, 8, "others than its owner");
    mode(folder, 0700);
    assertThat(made()).hasToString("unix:" + path);
  }

  @Test
  void at_aFolderOfAnotherUser_isRefused() throws IOException {
    Path folder = Files.createDirectory(place.resolve("theirs"));
    assumeTrue(UnixMode.of(folder).owner() == 0, "only root can give a folder to another user");
    Files.setAttribute(folder, "unix:uid", STRANGER);
    path = folder.resolve("bridge.sock");
    refused(ClientException.LocalStore.class, 8, "another user's");
    assertThat(folder).isEmptyDirectory();
  }

  /** Whoever owns a folder can rename the one in it, and put their own there. */
  @Test
  void at_aFolderInOneOfAnotherUser_isRefused() throws IOException {
    Path theirs = Files.createDirectory(place.resolve("theirs"));
    assumeTrue(UnixMode.of(theirs).owner() == 0, "only root can give a folder to another user");
    Path own = Files.createDirectories(theirs.resolve("between/own"));
    mode(theirs, 0755);
    Files.setAttribute(theirs, "unix:uid", STRANGER);
    path = own.resolve("bridge.sock");
    refused(ClientException.LocalStore.class, 8, "another user's", theirs.toString());
    assertThat(own).isEmptyDirectory();
    mode(theirs, 01755);
    refused(ClientException.LocalStore.class, 8, "another user's", theirs.toString());
    Files.setAttribute(theirs, "unix:uid", 0);
    made();
  }

  /** The same for whoever is not root, by modes that are made up. */
  @ParameterizedTest
  @ValueSource(strings = {"/home/anna/run", "/home/anna", "/home", "/"})
  void requireOwnedBy_whereAnyFolderOnTheWayIsAnothers_isRefused(String theirs) throws IOException {
    Path socket = Path.of("/home/anna/run/s");
    SocketPlace socketPlace = new SocketPlace(socket, socket);
    Path home = Path.of("/home/anna");
    SocketPlace.Modes own = at -> new UnixMode(0755, at.startsWith(home) ? ANNA : 0);
    socketPlace.requireOwnedBy(ANNA, own);
    Path foreign = Path.of(theirs);
    assertThatExceptionOfType(ClientException.LocalStore.class)
        .isThrownBy(
            () ->
                socketPlace.requireOwnedBy(
                    ANNA, at -> at.equals(foreign) ? new UnixMode(0755, STRANGER) : own.of(at)))
        .withMessageContaining("the folder " + theirs + " is another user's");
  }

  @Test
  void mode_saysWhoseItIs() {
    assertThat(new UnixMode(0, STRANGER).isOf(STRANGER)).isTrue();
    assertThat(new UnixMode(0, 0).isOf(STRANGER)).isTrue();
    assertThat(new UnixMode(0, STRANGER).isOf(0)).isFalse();
    assertThat(new UnixMode(0, STRANGER + 1).isOf(STRANGER)).isFalse();
  }
}
