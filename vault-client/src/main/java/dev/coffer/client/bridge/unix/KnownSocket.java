package dev.coffer.client.bridge.unix;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What a caller looks at before it shows a secret at a UNIX socket: that nobody can answer there
 * who does not have the secret anyway. The same that {@link SocketFile} demands of the place that
 * it takes, from the other side.
 */
public final class KnownSocket {
  private KnownSocket() {}

  /**
   * Where to connect to for the socket at {@code path}, an absolute one: the same with no link in
   * its folders, so that nobody can lead elsewhere what was looked at. The socket and each folder
   * on the way to it belong to the owner of {@code secret} or to root, nobody else can exchange
   * them or write to the socket's own folder, and the socket has mode 0600, with which a bridge
   * makes it. Whether anybody answers is not tried.
   *
   * @param secret the file with what is to be shown, which its owner alone can read
   * @throws NoSuchFileException when there is nothing at {@code path}
   * @throws ClientException.Usage where modes cannot be known, or the path cannot be a socket's
   * @throws ClientException.Conflict when something else than a socket is there
   * @throws ClientException.LocalStore when somebody else could answer
   */
  public static Path at(Path path, Path secret) throws IOException {
    if (!UnixMode.areKnown(path)) {
      throw new ClientException.Usage(
          "this system cannot say who answers at a UNIX socket",
          "have the bridge listen on loopback: coffer bridge --listen 127.0.0.1:0");
    }
    try {
      int owner = UnixMode.of(secret.toRealPath()).owner();
      UnixMode.of(path); // what is not there is no question of whose its folder is
      SocketPlace place = SocketPlace.ofOne(path);
      place.requireOwnedBy(owner);
      place.requireOwnersFolder();
      requireOwnersAlone(place, UnixMode.of(place.real()), owner);
      return place.real();
    } catch (AccessDeniedException e) {
      throw new ClientException.LocalStore(
          "you may not look at " + path, "check the permissions of its folders", e);
    }
  }

  private static void requireOwnersAlone(SocketPlace place, UnixMode mode, int owner) {
    if (!mode.isSocket()) {
      throw new ClientException.Conflict(
          place.named() + " is no socket", "name the one that 'coffer bridge' has printed");
    }
    if (!mode.isOf(owner)) {
      throw new ClientException.LocalStore(
          "the socket " + place.named() + " is another user's, who would be shown the token",
          "name the one of a bridge of your own",
          null);
    }
    if (!mode.isOwnersAlone()) {
      throw new ClientException.LocalStore(
          "the socket " + place.named() + " has not the mode 0600 that a bridge gives it",
          "end what listens there, and start 'coffer bridge' again",
          null);
    }
  }
}
