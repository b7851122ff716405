package dev.coffer.client.guard;

import dev.coffer.client.ClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The hook that git runs before each commit of one repository. A hook that was there before is kept
 * and runs first; at no moment there is none, or half of one.
 */
public final class PreCommitHook {
  private static final String NAME = "pre-commit";
  private static final String MARK = "# Made by 'coffer guard install'";
  private static final String SCRIPT =
      """
      #!/bin/sh
      # Made by 'coffer guard install'; 'coffer guard uninstall' takes it away.
      before=$(dirname -- "$0")/pre-commit.before-coffer
      if [ -x "$before" ]; then
        "$before" "$@" || exit
      fi
      program=@PROGRAM@
      if ! command -v "$program" >/dev/null 2>&1; then
        echo "coffer: the commit was refused, since the program $program is not found" >&2
        echo "hint: put it on the PATH, or commit with --no-verify; to end the guard, remove $0" >&2
        exit 1
      fi
      exec "$program" guard scan --staged --quiet
      """;

  private final Git git;
  private final Path file;
  private final Path before;

  PreCommitHook(Git git) {
    this.git = git;
    this.file = git.hooks().resolve(NAME);
    this.before = file.resolveSibling(NAME + ".before-coffer");
  }

  public Path file() {
    return file;
  }

  /** Whether the hook is this one. */
  public boolean isInstalled() {
    try {
      return Files.isRegularFile(file)
          && Files.readString(file, StandardCharsets.ISO_8859_1).contains(MARK);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Whether another hook runs before it. */
  public boolean isChained() {
    return exists(before);
  }

  /**
   * Makes the hook, or makes it again.
   *
   * @param program what runs {@code coffer}, a path or a name on the PATH
   * @throws ClientException.Conflict when the hook belongs to more than this repository, or two
   *     other hooks are there already
   */
  public void install(String program) {
    requireOwnFolder();
    try {
      Files.createDirectories(file.getParent());
      if (!isInstalled() && exists(file)) {
        keep();
      }
      replace(SCRIPT.replace("@PROGRAM@", "'" + program.replace("'", "'\\''") + "'"));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Takes the hook away and puts back the one that was there before it. */
  public void uninstall() {
    if (!isInstalled()) {
      throw new ClientException.NotFound("the guard is not installed in " + file, null);
    }
    try {
      if (isChained()) {
        Files.move(before, file, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** A folder that core.hooksPath names may serve every repository of this person. */
  private void requireOwnFolder() {
    if (!file.startsWith(git.top()) && !file.startsWith(git.common())) {
      throw new ClientException.Conflict(
          "git takes its hooks from " + file.getParent() + ", outside of this repository",
          "add the line \"coffer guard scan --staged --quiet || exit\" to " + file);
    }
  }

  private void keep() throws IOException {
    if (exists(before)) {
      throw new ClientException.Conflict(
          "there is another hook in " + file + ", and an older one in " + before,
          "make one of the two, and run 'coffer guard install' again");
    }
    CopyOption[] asItIs = {StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS};
    Files.copy(file, before, asItIs);
  }

  private void replace(String script) throws IOException {
    Path temporary = Files.createTempFile(file.getParent(), NAME, ".tmp");
    try {
      Files.writeString(temporary, script);
      if (temporary.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  private ClientException unusable(IOException cause) {
    return new ClientException.LocalStore(
        "cannot read or write the hook " + file, "check the permissions of that folder", cause);
  }
}
