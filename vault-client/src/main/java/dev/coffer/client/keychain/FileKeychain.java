package dev.coffer.client.keychain;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.client.store.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Machine keys as files that only their owner can read: folder 0700, file 0600. Everything that
 * runs as this user, and every backup, can read them; hence the warning.
 */
final class FileKeychain implements Keychain {
  static final String KIND = "file";
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private final Path folder;

  FileKeychain(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<MachineKey> find(KeychainAccount account) {
    Path file = file(account);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    requirePrivate(folder);
    requirePrivate(file);
    return AtomicFile.read(file).map(text -> read(text, file));
  }

  private static MachineKey read(byte[] text, Path file) {
    try {
      return KeyText.read(text, "the file " + file);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  @Override
  public void store(KeychainAccount account, MachineKey key) {
    Path file = file(account);
    AtomicFile.makeFolder(folder);
    requirePrivate(folder);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      requirePrivate(file);
    }
    byte[] text = KeyText.write(key);
    try {
      AtomicFile.writePrivate(file, text);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
    Stored.requireReadBack(this, account, key);
  }

  @Override
  public void delete(KeychainAccount account) {
    AtomicFile.delete(file(account));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Optional<String> warning() {
    return Optional.of(
        "the machine key is kept in a file ("
            + folder
            + "), readable by every program that runs as you");
  }

  private Path file(KeychainAccount account) {
    // A colon is not allowed in file names on every system, and '~' not in accounts.
    return folder.resolve(account.value().replace(':', '~') + ".key");
  }

  private static void requirePrivate(Path path) {
    try {
      PosixFileAttributeView view =
          Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      if (view == null) {
        return; // Windows: the profile folder's access list protects it.
      }
      requirePrivate(path, view.readAttributes());
    } catch (IOException e) {
      throw unusable("cannot read the permissions of " + path, "check that folder", e);
    }
  }

  private static void requirePrivate(Path path, PosixFileAttributes attributes) {
    if (attributes.isSymbolicLink()) {
      throw unusable(path + " is a symbolic link", "put the key itself there", null);
    }
    if (attributes.permissions().stream().anyMatch(OTHERS::contains)) {
      throw unusable(
          path + " is open to other users of this machine",
          "find out who could have read it, then: chmod go-rwx " + path,
          null);
    }
  }

  private static ClientException unusable(String what, String hint, IOException cause) {
    return new ClientException.KeychainUnusable(what, hint, cause);
  }
}
