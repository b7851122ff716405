package dev.coffer.server.escrow.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A real PKCS#11 token in software, of Debian's package {@code softhsm2}. Its library looks for
 * tokens once in a process, so that all tests share one.
 */
final class TokenTest implements KeySourceContract {
  private static final List<Path> LIBRARIES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"), Path.of("/usr/lib64/softhsm/libsofthsm2.so"));
  private static final String PIN = "1234";

  private static Path configuration;

  @BeforeAll
  static void makeToken() throws Exception {
    Path library = LIBRARIES.stream().filter(Files::exists).findFirst().orElse(null);
    assumeTrue(
        library != null && System.getenv("SOFTHSM2_CONF") != null,
        "SoftHSM is not installed: after apt-get install softhsm2 the tests of PKCS#11 run");
    Path settings = Path.of(System.getenv("SOFTHSM2_CONF"));
    Path folder = settings.getParent();
    delete(folder);
    Files.createDirectories(folder.resolve("tokens"));
    Files.writeString(
        settings,
        "directories.tokendir = " + folder.resolve("tokens") + "\nobjectstore.backend = file\n");
    run(
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        "coffer",
        "--pin",
        PIN,
        "--so-pin",
        PIN);
    configuration = folder.resolve("pkcs11.cfg");
    Files.writeString(
        configuration,
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
  }

  @Override
  public KeySource source() throws Exception {
    KeyStore store = store();
    for (String alias : Collections.list(store.aliases())) {
      store.deleteEntry(alias);
    }
    return again();
  }

  @Override
  public KeySource again() throws Exception {
    return new Token(configuration.toString(), PIN.toCharArray());
  }

  @Test
  void add_always_keepsThePrivateKeyInTheToken() throws Exception {
    source().add();
    KeyStore store = store();
    String alias = store.aliases().nextElement();
    assertThat(store.getKey(alias, null))
        .isInstanceOfSatisfying(PrivateKey.class, key -> assertThat(key.getEncoded()).isNull());
  }

  private static KeyStore store() throws Exception {
    Provider provider = Security.getProvider("SunPKCS11").configure(configuration.toString());
    KeyStore store = KeyStore.getInstance("PKCS11", provider);
    store.load(null, PIN.toCharArray());
    return store;
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
