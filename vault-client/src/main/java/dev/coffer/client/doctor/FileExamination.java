package dev.coffer.client.doctor;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.payload.LpmKeyFile;
import dev.coffer.client.project.ProjectFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who else could read or change this profile's files, and what a crash left behind. */
final class FileExamination {
  /** As {@code AtomicFile} names what it has not renamed yet. */
  private static final Pattern TEMPORARY =
      Pattern.compile("\\..+\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");

  private static final Pattern PRIVATE = Pattern.compile("machine\\.json|.+\\.(sealed|key)");

  /** A younger one may still be written to. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final Workspace workspace;
  private final Optional<UserPrincipal> user;
  private final List<Finding> findings = new ArrayList<>();

  FileExamination(Workspace workspace, Optional<UserPrincipal> user) {
    this.workspace = workspace;
    this.user = user;
  }

  List<Finding> findings() {
    for (Path folder : List.of(workspace.profile().folder(), workspace.profile().keyFolder())) {
      if (Files.isDirectory(folder)) {
        requirePrivate(folder);
        entries(folder).forEach(this::examine);
      }
    }
    requirePrivate(LpmKeyFile.path(workspace.surroundings().environment()));
    projectFolder().ifPresent(folder -> entries(folder).forEach(this::requireNoLeftover));
    return findings;
  }

  private void examine(Path file) {
    requireNoLeftover(file);
    if (PRIVATE.matcher(name(file)).matches()) {
      requirePrivate(file);
    }
  }

  private void requirePrivate(Path path) {
    attributes(path).ifPresent(attributes -> requirePrivate(path, attributes));
  }

  private void requirePrivate(Path path, PosixFileAttributes attributes) {
    if (!attributes.isSymbolicLink()
        && attributes.permissions().stream().anyMatch(p -> !p.name().startsWith("OWNER_"))) {
      findings.add(
          Finding.broken(
              "open_permissions",
              path
                  + " has mode "
                  + PosixFilePermissions.toString(attributes.permissions())
                  + ": other users of this machine can get at it",
              "keys and sessions are secret only while nobody else reads or replaces these files",
              "find out who could have read it, then: chmod go-rwx " + path));
    }
    if (user.filter(me -> !me.equals(attributes.owner())).isPresent()) {
      findings.add(
          Finding.broken(
              "foreign_owner",
              path + " belongs to user '" + attributes.owner().getName() + "', not to you",
              "its owner can read and replace it; it comes from sudo, or from somebody else",
              "if it is yours: sudo chown \"$USER\" " + path));
    }
  }

  private void requireNoLeftover(Path file) {
    if (TEMPORARY.matcher(name(file)).matches() && settled(file)) {
      findings.add(
          Finding.broken(
              "leftover_file",
              file + " was never finished",
              "a command was killed, or the disk was full, while it wrote; what it replaces is"
                  + " whole, and this may hold a secret",
              "remove it: rm " + file));
    }
  }

  private boolean settled(Path file) {
    try {
      Instant written = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
      return written.isBefore(workspace.surroundings().clock().instant().minus(SETTLED));
    } catch (IOException e) {
      return false; // it was renamed meanwhile: somebody finishes it
    }
  }

  private Optional<Path> projectFolder() {
    try {
      return workspace.project().map(ProjectFile::folder);
    } catch (ClientException e) {
      return Optional.empty(); // the project's own examination tells
    }
  }

  private List<Path> entries(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      findings.add(
          Finding.broken(
              "unreadable_folder",
              "cannot list " + folder,
              "what is in it cannot be used either",
              "check its owner and permissions: ls -ld " + folder));
      return List.of();
    }
  }

  /** Empty for what is absent, and on Windows, where the user's profile protects its files. */
  private static Optional<PosixFileAttributes> attributes(Path path) {
    PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    try {
      return view == null ? Optional.empty() : Optional.of(view.readAttributes());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
