package dev.coffer.client.bridge.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a caller shows its token, and where it does not. Nobody is spoken to in either case. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "POSIX modes")
class KnownSocketTest {
  private static final int STRANGER = 54_321;

  @TempDir Path place;
  private Path own;
  private Path path;
  private Path secret;
  private ServerSocketChannel listening;

  @BeforeEach
  void listen() throws IOException {
    own = Files.createDirectory(place.resolve("own"));
    mode(own, 0700);
    path = own.resolve("bridge.sock");
    secret = Files.writeString(place.resolve("token"), "secret");
    listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening.bind(UnixDomainSocketAddress.of(path));
    listening.configureBlocking(false);
    mode(path, 0600);
  }

  @AfterEach
  void end() throws IOException {
    listening.close();
  }

  private static void mode(Path file, int bits) throws IOException {
    Files.setAttribute(file, "unix:mode", bits);
  }

  private static void give(Path file) throws IOException {
    assumeTrue(UnixMode.of(file).owner() == 0, "only root can give a file to another user");
    Files.setAttribute(file, "unix:uid", STRANGER);
  }

  private void refused(Class<? extends ClientException> kind, String... words) throws IOException {
    assertThatExceptionOfType(kind)
        .isThrownBy(() -> KnownSocket.at(path, secret))
        .satisfies(
            e -> {
              assertThat(e.getMessage()).contains(words);
              assertThat(e.hint()).isPresent();
            });
    assertThat(listening.accept()).isNull();
  }

  @Test
  void at_aBridgesSocket_isWhereItIs() throws IOException {
    assertThat(KnownSocket.at(path, secret)).isEqualTo(path.toRealPath());
    Files.delete(path);
    try (SocketFile bridge = SocketFile.at(path)) {
      Path known = KnownSocket.at(path, secret);
      assertThat(bridge).hasToString("unix:" + path);
      try (SocketChannel caller = SocketChannel.open(UnixDomainSocketAddress.of(known))) {
        assertThat(caller.isConnected()).isTrue();
      }
    }
  }

  /** Whoever can exchange a link to a folder could lead the caller elsewhere after the look. */
  @Test
  void at_aLinkToTheFolder_isTheFolderItself() throws IOException {
    Path shared = Files.createDirectory(place.resolve("shared"));
    mode(shared, 0777);
    Path link = Files.createSymbolicLink(shared.resolve("link"), own);
    assertThat(KnownSocket.at(link.resolve("bridge.sock"), secret)).isEqualTo(path.toRealPath());
    mode(own, 0777);
    path = link.resolve("bridge.sock");
    refused(ClientException.LocalStore.class, "others than its owner", own.toRealPath().toString());
  }

  @Test
  void at_nothing_isNothing() throws IOException {
    for (String none : new String[] {"none", "none/none"}) {
      Path missing = own.resolve(none);
      assertThatThrownBy(() -> KnownSocket.at(missing, secret))
          .isInstanceOf(NoSuchFileException.class);
    }
    assertThat(listening.accept()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "folder", "link"})
  void at_whatIsNoSocket_isRefused(String kind) throws IOException {
    Path other = own.resolve("other");
    switch (kind) {
      case "file" -> Files.writeString(other, "mine");
      case "folder" -> Files.createDirectory(other);
      default -> Files.createSymbolicLink(other, path);
    }
    path = other;
    refused(ClientException.Conflict.class, "is no socket", other.toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {0770, 0707, 0777, 0720, 0702})
  void at_aFolderThatOthersWriteTo_isRefused(int bits) throws IOException {
    mode(own, bits);
    refused(ClientException.LocalStore.class, "others than its owner", own.toString());
    mode(own, 0700);
    mode(place, bits);
    refused(ClientException.LocalStore.class, "others than its owner", place.toString());
    mode(place, 0700);
  }

  /** Its bridge may end between the look and the call, and its place be taken. */
  @Test
  void at_aFolderThatOthersWriteTo_butRemoveNothingFrom_isRefused() throws IOException {
    mode(own, 01777);
    refused(ClientException.LocalStore.class, "as soon as this one has gone", own.toString());
  }

  @Test
  void at_aFolderInsideOneThatOthersWriteTo_butRemoveNothingFrom_isTaken() throws IOException {
    mode(place, 01777);
    assertThat(KnownSocket.at(path, secret)).isEqualTo(path.toRealPath());
    mode(place, 0700);
  }

  @ParameterizedTest
  @ValueSource(ints = {0660, 0606, 0666, 0622, 0700, 0400})
  void at_aSocketOfAnotherMode_isRefused(int bits) throws IOException {
    mode(path, bits);
    refused(ClientException.LocalStore.class, "has not the mode 0600", path.toString());
  }

  @Test
  void at_aSocketOfAnotherUser_isRefused() throws IOException {
    give(path);
    refused(ClientException.LocalStore.class, "another user's", path.toString());
  }

  @Test
  void at_aFolderOfAnotherUser_isRefused() throws IOException {
    give(own);
    refused(ClientException.LocalStore.class, "another user's", own.toString());
  }

  /** Root may run Terraform with somebody's bridge: they are shown what is theirs. */
  @Test
  void at_theSecretsOwner_isWhoMayAnswer() throws IOException {
    give(path);
    give(own);
    refused(ClientException.LocalStore.class, "another user's");
    give(secret);
    assertThat(KnownSocket.at(path, secret)).isEqualTo(path.toRealPath());
    Path link = Files.createSymbolicLink(place.resolve("link"), secret);
    assertThat(KnownSocket.at(path, link)).isEqualTo(path.toRealPath());
    Files.setAttribute(secret, "unix:uid", STRANGER + 1);
    refused(ClientException.LocalStore.class, "another user's");
  }

  @Test
  void at_aLongPath_isRefused_andOneWithoutRoomForANewOneIsNot() throws IOException {
    int room = SocketPlace.MAX_BYTES - own.toRealPath().toString().length() - "/".length();
    Path folder = Files.createDirectory(own.toRealPath().resolve("y".repeat(room - 5)));
    path = folder.resolve("s");
    try (ServerSocketChannel near = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      near.bind(UnixDomainSocketAddress.of(path));
      mode(path, 0600);
      assertThat(KnownSocket.at(path, secret)).isEqualTo(path);
    }
    path = Files.writeString(own.toRealPath().resolve("x".repeat(room + 1)), "");
    refused(ClientException.Usage.class, "at most 100 bytes");
  }
}
