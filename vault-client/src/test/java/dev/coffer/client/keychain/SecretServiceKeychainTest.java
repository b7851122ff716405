package dev.coffer.client.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.MachineKey;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretServiceKeychainTest {
  private final KeychainAccount account = new KeychainAccount("profile");
  private final MachineKey key = MachineKey.generate(new SecureRandom());

  @TempDir Path folder;

  private void unusable(Keychain keychain, String message) {
    assertThatExceptionOfType(ClientException.KeychainUnusable.class)
        .isThrownBy(() -> keychain.find(account))
        .withMessageContaining(message);
  }

  @Nested
  class ARealKeyring extends KeychainContract {
    private Process session;

    @Override
    Keychain keychain() {
      return keychain("printf secret | gnome-keyring-daemon --unlock --components=secrets");
    }

    private Keychain keychain(String startDaemon) {
      for (String program :
          new String[] {"secret-tool", "gnome-keyring-daemon", "dbus-run-session"}) {
        assumeTrue(
            onPath(program),
            program
                + " is not installed; Debian: apt-get install gnome-keyring libsecret-tools dbus");
      }
      try {
        Path address = folder.resolve("address");
        session = session(startDaemon).start();
        await(address);
        String bus = Files.readString(address);
        FakeProgram tool =
            new FakeProgram(
                folder, "DBUS_SESSION_BUS_ADDRESS='" + bus + "' exec secret-tool \"$@\"");
        return new SecretServiceKeychain(FakeProgram.subprocess(), tool.path());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    /** A session of its own: the keyring of whoever runs the tests is not touched. */
    private ProcessBuilder session(String startDaemon) {
      ProcessBuilder session =
          new ProcessBuilder(
              "dbus-run-session",
              "--",
              "sh",
              "-c",
              startDaemon
                  + " >/dev/null 2>&1; printf %s \"$DBUS_SESSION_BUS_ADDRESS\" > address.tmp"
                  + " && mv address.tmp address; read -r forever");
      for (String variable : new String[] {"HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"}) {
        session.environment().put(variable, folder.toString());
      }
      return session
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve("log").toFile());
    }

    private void await(Path file) {
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!Files.exists(file) && session.isAlive() && System.nanoTime() < deadline) {
        Thread.onSpinWait();
      }
      assertThat(file).exists();
    }

    @AfterEach
    void end() {
      if (session != null) {
        session.descendants().forEach(ProcessHandle::destroy);
        session.destroy();
      }
    }

    @Test
    void store_putsTheKeyOnStandardInputOnly() throws IOException {
      keychain().store(account, key);
      String arguments = Files.readString(folder.resolve("arguments"));
      assertThat(arguments).contains("store", "dev.coffer");
      assertThat(FakeProgram.shows(arguments, key)).isFalse();
    }
  }

  private static boolean onPath(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(name -> !name.isEmpty() && Files.isExecutable(Path.of(name, program)));
  }

  @Nested
  class AScript {
    private Keychain keychain(String body) {
      return new SecretServiceKeychain(
          new Subprocess(Duration.ofSeconds(2)), new FakeProgram(folder, body).path());
    }

    @Test
    void find_lockedItem_isNotAbsence() {
      unusable(keychain("[ \"$1\" = lookup ] && exit 1; echo '[/1]'; exit 0"), "locked");
    }

    @Test
    void find_withoutASessionBus_isNotAbsence() {
      unusable(keychain("exit 1"), "does not answer");
    }

    @Test
    void find_programThatWaitsForAPrompt_endsInTime() {
      unusable(keychain("exec sleep 60"), "did not answer within 2 s");
    }

    @Test
    void find_withoutTheProgram_saysSo() {
      unusable(
          new SecretServiceKeychain(FakeProgram.subprocess(), folder.resolve("absent").toString()),
          "cannot run");
    }
  }
}
