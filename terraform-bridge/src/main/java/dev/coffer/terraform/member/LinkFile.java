package dev.coffer.terraform.member;

import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Members;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * Where an invitation's link is left for whoever passes it on: it is a secret until it was used, so
 * it is in no state and in no output. Only the file's owner can read it.
 */
record LinkFile(Path path) {
  private static final int MAX = 4096;
  private static final String MARK = "/join#1.";
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  /** Where somebody else has put a link, it leads to what they can read. */
  private static final Set<OpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);

  static LinkFile of(String path) {
    return new LinkFile(Path.of(path).toAbsolutePath());
  }

  /**
   * Takes the file for one invitation, before there is anything to lose. One that an interrupted
   * apply has left is taken over.
   *
   * @throws Declined when it holds something else, another process is at it, or it cannot be made
   */
  Claim claim() {
    FileChannel channel = null;
    try {
      Files.createDirectories(path.getParent());
      channel = FileChannel.open(path, OPTIONS, ownerOnly());
      Claim claim = new Claim(path, channel);
      claim.requireFree();
      if (isPosix()) {
        Files.setPosixFilePermissions(path, OWNER); // an empty one may have been there with others
      }
      return claim;
    } catch (IOException | OverlappingFileLockException e) {
      close(channel);
      throw new Declined(
          Declined.Reason.REFUSED,
          "the file " + path + " cannot be made, or another apply is at it",
          "nobody was invited");
    } catch (Declined e) {
      close(channel);
      throw e;
    }
  }

  private static void close(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }

  /** Removes the file where it is empty or holds a link, and leaves every other alone. */
  void remove() {
    try {
      String text = Files.exists(path) ? Files.readString(path) : MARK;
      if (text.isEmpty() || text.contains(MARK) || text.contains(Claim.UNFINISHED)) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new Declined(
          Declined.Reason.REFUSED,
          "the file " + path + " cannot be removed",
          "its link is void; remove it yourself");
    }
  }

  /**
   * The file while an invitation is made: nobody else's, and whatever happens to this process, what
   * it holds says how far that came.
   */
  static final class Claim implements AutoCloseable {
    /** Before the id of an invitation of which it is not known whether the server has it. */
    private static final String UNFINISHED = "unfinished ";

    private final Path path;
    private final FileChannel channel;
    private boolean givenUp;

    private Claim(Path path, FileChannel channel) {
      this.path = path;
      this.channel = channel;
    }

    private void requireFree() throws IOException {
      if (channel.tryLock() == null) {
        throw new OverlappingFileLockException();
      }
      if (!read().isEmpty() && unfinished().isEmpty()) {
        throw new Declined(
            Declined.Reason.CONFLICT,
            "there is a file " + path + " already",
            "it may hold somebody's link: move it away, or name another link_file");
      }
    }

    /** The invitation that an interrupted apply may have made. */
    Optional<String> unfinished() {
      return read()
          .lines()
          .filter(line -> line.startsWith(UNFINISHED))
          .map(line -> line.substring(UNFINISHED.length()))
          .findFirst();
    }

    /** Whether it has the link of that one, and not its name alone. */
    boolean hasLink() {
      return read().contains(MARK);
    }

    /** Keeps the link of an invitation that is about to be made. */
    void begin(Members.Invited invited) {
      write(invited.link() + "\n" + UNFINISHED + invited.invitation().id() + "\n");
    }

    /** The invitation stands. */
    void finish() {
      write(read().lines().findFirst().orElseThrow() + "\n");
    }

    /** There will be no invitation: the file goes. */
    void giveUp() {
      givenUp = true;
    }

    private String read() {
      try {
        ByteBuffer text = ByteBuffer.allocate((int) Math.min(channel.size(), MAX));
        channel.read(text, 0);
        return StandardCharsets.UTF_8.decode(text.flip()).toString();
      } catch (IOException e) {
        throw failed("read");
      }
    }

    private void write(String text) {
      try {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        channel.force(true);
      } catch (IOException e) {
        throw failed("written");
      }
    }

    private Declined failed(String what) {
      return new Declined(
          Declined.Reason.REFUSED,
          "the file " + path + " cannot be " + what,
          "look at the disk, and apply again");
    }

    @Override
    public void close() {
      LinkFile.close(channel);
      if (givenUp) {
        new LinkFile(path).remove();
      }
    }
  }
}
