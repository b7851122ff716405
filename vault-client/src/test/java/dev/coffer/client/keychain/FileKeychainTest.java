package dev.coffer.client.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.MachineKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKeychainTest extends KeychainContract {
  private final KeychainAccount account = new KeychainAccount("profile");
  private final MachineKey key = MachineKey.generate(new SecureRandom());
  private Path folder;

  @TempDir Path temporary;

  @BeforeEach
  void name() {
    folder = temporary.resolve("home").resolve("keys");
  }

  @Override
  Keychain keychain() {
    return new FileKeychain(folder);
  }

  private void needsPosix() {
    assumeTrue(
        temporary.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "this file system has no POSIX permissions");
  }

  @Test
  void store_makesFolderAndFileForTheOwnerOnly() throws IOException {
    needsPosix();
    keychain().store(account, key);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    Path file = folder.resolve("profile.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---"})
  void find_fileOpenToOthers_isRefused(String mode) throws IOException {
    needsPosix();
    keychain().store(account, key);
    Path file = folder.resolve("profile.key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    assertThatExceptionOfType(ClientException.KeychainUnusable.class)
        .isThrownBy(() -> keychain().find(account))
        .withMessageContaining("open to other users");
    assertThatExceptionOfType(ClientException.KeychainUnusable.class)
        .isThrownBy(() -> keychain().store(account, key));
  }

  @Test
  void find_folderOpenToOthers_isRefused() throws IOException {
    needsPosix();
    keychain().store(account, key);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThatExceptionOfType(ClientException.KeychainUnusable.class)
        .isThrownBy(() -> keychain().find(account));
  }

  @Test
  void find_symbolicLink_isRefused() throws IOException {
    needsPosix();
    keychain().store(account, key);
    Path file = folder.resolve("profile.key");
    Path moved = Files.move(file, temporary.resolve("elsewhere"));
    Files.createSymbolicLink(file, moved);
    assertThatExceptionOfType(ClientException.KeychainUnusable.class)
        .isThrownBy(() -> keychain().find(account))
        .withMessageContaining("symbolic link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "AAAA"})
  void find_somethingElse_saysSoWithoutRepeatingIt(String content) throws IOException {
    keychain().store(account, key);
    Files.writeString(folder.resolve("profile.key"), content);
    assertThatExceptionOfType(ClientException.KeychainUnusable.class)
        .isThrownBy(() -> keychain().find(account))
        .withMessageContaining("not a machine key")
        .withMessageNotContaining("garbage");
  }

  @Test
  void warning_isThereToBeShown() {
    assertThat(keychain().warning()).isPresent();
  }
}
