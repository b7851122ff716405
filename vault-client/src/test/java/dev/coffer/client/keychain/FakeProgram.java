package dev.coffer.client.keychain;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.crypto.MachineKey;
import dev.coffer.client.crypto.SecretAccess;
import dev.coffer.protocol.Base64Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/**
 * A shell script in the place of an operating system's tool, which writes down how it was called.
 */
final class FakeProgram {
  private final Path folder;
  private final Path script;

  FakeProgram(Path folder, String body) {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "this machine has no /bin/sh");
    this.folder = folder;
    this.script = folder.resolve("tool");
    try {
      Files.writeString(
          script,
          "#!/bin/sh\ncd '" + folder + "'\nprintf '%s\\n' \"$@\" >> arguments\n" + body + "\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String path() {
    return script.toString();
  }

  static Subprocess subprocess() {
    return new Subprocess(Duration.ofSeconds(20));
  }

  /** Every argument of every call, one to a line. */
  String arguments() {
    return read("arguments");
  }

  String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String base64(MachineKey key) {
    return Base64Text.encode(key.bytes(SecretAccess.FOR_STORAGE));
  }

  /** Whether {@code text} shows the key, also inside what PowerShell calls an encoded command. */
  static boolean shows(String text, MachineKey key) {
    String secret = base64(key);
    String wide = Base64Text.encode(secret.getBytes(StandardCharsets.UTF_16LE));
    return text.contains(secret) || text.contains(wide.substring(4, 40));
  }
}
