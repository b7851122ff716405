package dev.coffer.client.bridge.unix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * What kind of file there is, whose, and who may do what with it; a link is a file of its own.
 *
 * @param bits {@code st_mode} of {@code stat(2)}
 * @param owner {@code st_uid}
 */
record UnixMode(int bits, int owner) {
  private static final int KIND = 0xF000;
  private static final int SOCKET = 0xC000;
  private static final int STICKY = 0x200;
  private static final int OTHERS_WRITE = 0x12;
  private static final int PERMISSIONS = 0xFFF;
  private static final int OWNER_READS_AND_WRITES = 0x180;
  private static final int ROOT = 0;

  static UnixMode of(Path file) throws IOException {
    var found = Files.readAttributes(file, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
    return new UnixMode((Integer) found.get("mode"), (Integer) found.get("uid"));
  }

  /** Whether modes and owners can be known at {@code path}. */
  static boolean areKnown(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  boolean isSocket() {
    return (bits & KIND) == SOCKET;
  }

  /** Mode 0600, exactly. */
  boolean isOwnersAlone() {
    return (bits & PERMISSIONS) == OWNER_READS_AND_WRITES;
  }

  /**
   * Whether others than this folder's owner can put something else in the place of what is in it.
   */
  boolean letsOthersReplace() {
    return letsOthersWrite() && (bits & STICKY) == 0;
  }

  /** Whether others than this folder's owner can put something new into it. */
  boolean letsOthersWrite() {
    return (bits & OTHERS_WRITE) != 0;
  }

  boolean isOf(int user) {
    return owner == user || owner == ROOT;
  }
}
