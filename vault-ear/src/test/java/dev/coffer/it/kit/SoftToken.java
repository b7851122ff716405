package dev.coffer.it.kit;

import dev.coffer.protocol.SuppressForbidden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A new PKCS#11 token in software, of Debian's package {@code softhsm2}, as docs/configuration.md
 * has it given to a server.
 */
@SuppressForbidden("says why tests are skipped")
public final class SoftToken {
  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"), Path.of("/usr/lib64/softhsm/libsofthsm2.so"));
  private static final String PIN = Workplace.random();

  private final Path folder;

  private SoftToken(Path folder) {
    this.folder = folder;
  }

  /** A token that holds nothing; empty, and said on standard output, where there is no SoftHSM. */
  public static Optional<SoftToken> create() throws IOException, InterruptedException {
    Optional<Path> library = LIBRARIES.stream().filter(Files::exists).findFirst();
    if (library.isEmpty()) {
      System.out.println(
          "SoftHSM is not installed: after apt-get install softhsm2 the tests of PKCS#11 run");
      return Optional.empty();
    }
    SoftToken token = new SoftToken(Workplace.folder("token"));
    token.write(library.get());
    token.run("--init-token", "--free", "--label", "coffer", "--pin", PIN, "--so-pin", PIN);
    return Optional.of(token);
  }

  private void write(Path library) throws IOException {
    Path tokens = Files.createDirectories(folder.resolve("tokens"));
    Files.writeString(
        settings(), "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
    Files.writeString(
        configuration(),
        """
        name = coffer
        library = LIBRARY
        slotListIndex = 0
        attributes(*, CKO_PRIVATE_KEY, CKK_EC) = {
          CKA_SIGN = true
          CKA_DERIVE = true
          CKA_SENSITIVE = true
          CKA_EXTRACTABLE = false
        }
        attributes(generate, CKO_SECRET_KEY, CKK_GENERIC_SECRET) = {
          CKA_SENSITIVE = false
          CKA_EXTRACTABLE = true
        }
        """
            .replace("LIBRARY", library.toString()));
    Files.createFile(
        pinFile(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(pinFile(), PIN + "\n");
  }

  private void run(String... arguments) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("softhsm2-util");
    builder.command().addAll(List.of(arguments));
    builder.environment().putAll(environment());
    Process process = builder.inheritIO().start();
    if (process.waitFor() != 0) {
      throw new AssertionError("softhsm2-util cannot make a token");
    }
  }

  private Map<String, String> environment() {
    return Map.of("SOFTHSM2_CONF", settings().toString());
  }

  /** What makes a server keep its escrow key in this token. */
  public Map<String, String> variables() {
    return Map.of(
        "SOFTHSM2_CONF", settings().toString(),
        "COFFER_ESCROW_PKCS11_CONFIG", configuration().toString(),
        "COFFER_ESCROW_PKCS11_PIN_FILE", pinFile().toString());
  }

  private Path settings() {
    return folder.resolve("softhsm2.conf");
  }

  private Path configuration() {
    return folder.resolve("pkcs11.cfg");
  }

  /** The file that the PIN is read from. */
  public Path pinFile() {
    return folder.resolve("pin");
  }
}
