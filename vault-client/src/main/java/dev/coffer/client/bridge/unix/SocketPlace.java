package dev.coffer.client.bridge.unix;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A name for a socket in a folder in which nobody but its owner can exchange it. Whoever could
 * would be shown the token by the bridge's own callers.
 *
 * @param named as it was given, absolute
 * @param real the same with no link in its folders
 */
record SocketPlace(Path named, Path real) {
  /** Of what every system takes: {@code sun_path} has 104 bytes on some, with a zero at the end. */
  static final int MAX_BYTES = 100;

  private static final String ELSEWHERE =
      "name one in a folder of your own with mode 0700, such as $XDG_RUNTIME_DIR";

  /**
   * The place at {@code path}, where a socket can be made.
   *
   * @throws ClientException.Usage when there is no such folder, or the path is too long
   * @throws ClientException.LocalStore when others could exchange what is in the folder
   */
  static SocketPlace at(Path path) {
    SocketPlace place = ofOne(path);
    place.requireRoom();
    return place;
  }

  /** The same of a socket that is there. */
  static SocketPlace ofOne(Path path) {
    Path folder = path.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new ClientException.Usage("there is no folder for " + path, "make it first");
    }
    try {
      Path realFolder = folder.toRealPath();
      SocketPlace place = new SocketPlace(path, realFolder.resolve(path.getFileName()));
      place.requireLength();
      for (Path at = realFolder; at != null; at = at.getParent()) {
        requireSafe(at);
      }
      return place;
    } catch (IOException e) {
      throw unusable(path, e);
    }
  }

  static ClientException unusable(Path path, IOException cause) {
    return new ClientException.LocalStore(
        "no socket can be used at " + path, "check the permissions of its folder", cause);
  }

  Path folder() {
    return real.getParent();
  }

  /**
   * Where others can put something into the folder, though take nothing out, the place is another's
   * from the moment that the socket is gone.
   */
  void requireOwnersFolder() throws IOException {
    if (UnixMode.of(folder()).letsOthersWrite()) {
      throw new ClientException.LocalStore(
          "others than its owner can make a socket in "
              + folder()
              + " as soon as this one has gone",
          ELSEWHERE,
          null);
    }
  }

  private void requireLength() {
    if (bytes(named) > MAX_BYTES || bytes(real) > MAX_BYTES) {
      throw tooLong();
    }
  }

  private void requireRoom() {
    if (bytes(folder()) + Birthplace.LENGTH > MAX_BYTES) {
      throw tooLong();
    }
  }

  private ClientException tooLong() {
    return new ClientException.Usage(
        "the path of a socket has at most "
            + MAX_BYTES
            + " bytes, and its folder's at most "
            + (MAX_BYTES - Birthplace.LENGTH)
            + ": "
            + real,
        "name a shorter one, such as in $XDG_RUNTIME_DIR");
  }

  private static int bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static void requireSafe(Path folder) throws IOException {
    if (UnixMode.of(folder).letsOthersReplace()) {
      throw new ClientException.LocalStore(
          "others than its owner can write to "
              + folder
              + ", and so put another socket in the place of this one",
          ELSEWHERE,
          null);
    }
  }

  /**
   * A folder that only its owner writes to is not safe from its owner. That goes for each on the
   * way: whoever owns one can rename what is in it, and put a folder of their own in its place.
   */
  void requireOwnedBy(int user) throws IOException {
    requireOwnedBy(user, UnixMode::of);
  }

  /** The same with {@code modes} for what the file system says. */
  void requireOwnedBy(int user, Modes modes) throws IOException {
    for (Path at = folder(); at != null; at = at.getParent()) {
      if (!modes.of(at).isOf(user)) {
        throw new ClientException.LocalStore(
            "the folder "
                + at
                + " is another user's, who can put another socket in the place of"
                + " this one",
            ELSEWHERE,
            null);
      }
    }
  }

  /** Whose a folder is. */
  @FunctionalInterface
  interface Modes {
    UnixMode of(Path folder) throws IOException;
  }
}
