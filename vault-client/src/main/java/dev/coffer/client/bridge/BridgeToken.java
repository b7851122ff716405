package dev.coffer.client.bridge;

import dev.coffer.client.ClientException;
import dev.coffer.client.store.AtomicFile;
import dev.coffer.protocol.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a caller shows to be let in: a text in a file that only its owner can read. Kept as a
 * digest; compared in a time that says nothing about it.
 */
public final class BridgeToken {
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_~.+/-]{32,512}=*");
  private static final int LENGTH = 32;

  private final Digest digest;

  private BridgeToken(String text) {
    this.digest = Digest.of(text);
  }

  /**
   * The token in {@code file}, which is made with a new one where there is none.
   *
   * @throws ClientException.LocalStore when others than its owner can read or write the file, or it
   *     holds no token
   */
  public static BridgeToken in(Path file, SecureRandom random) {
    try {
      make(file, random);
      requirePrivate(file);
      return new BridgeToken(text(file));
    } catch (IOException e) {
      throw new ClientException.LocalStore(
          "the token file " + file + " cannot be read or made",
          "name another one with --token-file",
          e);
    }
  }

  private static void make(Path file, SecureRandom random) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    AtomicFile.makeFolder(file.toAbsolutePath().getParent());
    byte[] bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n";
    try (SeekableByteChannel channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode(file))) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    } catch (FileAlreadyExistsException e) {
      return; // another bridge has made it just now
    }
  }

  private static FileAttribute<?>[] mode(Path file) {
    return isPosix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static void requirePrivate(Path file) throws IOException {
    if (isPosix(file) && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
      throw new ClientException.LocalStore(
          "others than you can read or write the token file " + file,
          "remove it: the next start makes a new one, which nobody has read",
          null);
    }
  }

  private static String text(Path file) throws IOException {
    String text = Files.readString(file).strip();
    if (!FORM.matcher(text).matches()) {
      throw new ClientException.LocalStore(
          "the token file " + file + " does not hold one token of at least 32 characters",
          "remove it: the next start makes a new one",
          null);
    }
    return text;
  }

  /** Whether {@code presented} is the token. */
  boolean matches(String presented) {
    return Digest.of(presented).equals(digest);
  }

  @Override
  public String toString() {
    return "BridgeToken";
  }
}
