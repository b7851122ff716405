package dev.coffer.client.keychain;

import dev.coffer.client.ClientException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Chooses where this machine keeps its keys. */
public final class Keychains {
  /** Set to {@code file} to keep keys in a file, without looking for a keychain. */
  public static final String VARIABLE = "COFFER_KEYCHAIN";

  /** Long enough for a person to answer the prompt of a locked keychain. */
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Map<String, String> environment;
  private final String operatingSystem;
  private final Path folder;
  private final Subprocess subprocess = new Subprocess(DEADLINE);

  /**
   * Looks at the given surroundings only.
   *
   * @param operatingSystem as in the system property {@code os.name}
   * @param folder where a file keychain is, or would be
   */
  public Keychains(Map<String, String> environment, String operatingSystem, Path folder) {
    this.environment = Map.copyOf(environment);
    this.operatingSystem = operatingSystem.toLowerCase(Locale.ROOT);
    this.folder = folder;
  }

  /**
   * The keychain for a profile that has no key yet: the file when the variable says so, else the
   * operating system's, else the file, which then has a warning.
   *
   * @throws ClientException.Usage for any other value of the variable
   */
  public Keychain choose() {
    String wanted = environment.get(VARIABLE);
    if (wanted != null && !wanted.isEmpty()) {
      if (!wanted.equals(FileKeychain.KIND)) {
        throw new ClientException.Usage(
            VARIABLE + " knows the value 'file' only", "unset it to use the system's keychain");
      }
      return new FileKeychain(folder);
    }
    return systemKeychain().orElseGet(() -> new FileKeychain(folder));
  }

  /**
   * The keychain that a profile's key was put into. A session without a desktop must not look for
   * it elsewhere, find none and become a new device.
   *
   * @param kind what {@link Keychain#kind} said then
   * @throws ClientException.KeychainUnusable when there is no such kind
   */
  public Keychain ofKind(String kind) {
    return switch (kind) {
      case FileKeychain.KIND -> new FileKeychain(folder);
      case SecretServiceKeychain.KIND ->
          new SecretServiceKeychain(subprocess, SecretServiceKeychain.TOOL);
      case MacKeychain.KIND -> new MacKeychain(subprocess, MacKeychain.TOOL);
      case WindowsKeychain.KIND -> new WindowsKeychain(subprocess, WindowsKeychain.TOOL);
      default ->
          throw new ClientException.KeychainUnusable(
              "this profile's machine key is in a kind of keychain that is not known here",
              "use the release that made the profile",
              null);
    };
  }

  private Optional<Keychain> systemKeychain() {
    if (operatingSystem.startsWith("mac")) {
      return Optional.of(new MacKeychain(subprocess, MacKeychain.TOOL));
    }
    if (operatingSystem.startsWith("windows")) {
      return Optional.of(new WindowsKeychain(subprocess, WindowsKeychain.TOOL));
    }
    boolean session = environment.containsKey("DBUS_SESSION_BUS_ADDRESS");
    return session && onPath("secret-tool")
        ? Optional.of(new SecretServiceKeychain(subprocess, SecretServiceKeychain.TOOL))
        : Optional.empty();
  }

  private boolean onPath(String program) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(folderName -> !folderName.isEmpty())
        .anyMatch(folderName -> Files.isExecutable(Path.of(folderName, program)));
  }
}
