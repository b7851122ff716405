package dev.coffer.client.payload;

import dev.coffer.client.ClientException;
import dev.coffer.client.Profile;
import dev.coffer.client.crypto.SecretAccess;
import dev.coffer.client.crypto.lpm.LpmWrappingKey;
import dev.coffer.client.store.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * The wrapping key that the {@code lpm} command keeps in {@code ~/.lpm/.vault-key}: 64 hexadecimal
 * digits, mode 0600, made when absent, so that both commands share a vault.
 */
public final class LpmKeyFile {
  private static final int DIGITS = 64;

  private final Path file;
  private final SecureRandom random;

  public LpmKeyFile(Path file, SecureRandom random) {
    this.file = file;
    this.random = random;
  }

  /** The file as {@code lpm} finds it. */
  public static Path path(Map<String, String> environment) {
    String home = environment.getOrDefault("LPM_HOME", "");
    Path folder = home.isEmpty() ? Profile.userFolder(environment).resolve(".lpm") : Path.of(home);
    return folder.resolve(".vault-key");
  }

  public LpmWrappingKey key() {
    return AtomicFile.read(file).map(this::parse).orElseGet(this::make);
  }

  private LpmWrappingKey parse(byte[] content) {
    String digits = new String(content, StandardCharsets.US_ASCII).strip();
    try {
      if (digits.length() == DIGITS) {
        return LpmWrappingKey.of(HexFormat.of().parseHex(digits));
      }
    } catch (IllegalArgumentException e) {
      throw damaged(e);
    }
    throw damaged(null);
  }

  private LpmWrappingKey make() {
    LpmWrappingKey key = LpmWrappingKey.generate(random);
    String digits = HexFormat.of().formatHex(key.bytes(SecretAccess.FOR_STORAGE));
    AtomicFile.writePrivate(file, digits.getBytes(StandardCharsets.US_ASCII));
    return key;
  }

  private ClientException damaged(IllegalArgumentException cause) {
    return new ClientException.LocalStore(
        file + " does not hold a key of 64 hexadecimal digits",
        "restore it from the machine where lpm made it",
        cause);
  }
}
