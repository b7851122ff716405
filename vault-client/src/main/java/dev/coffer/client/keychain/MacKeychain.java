package dev.coffer.client.keychain;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.MachineKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The macOS login keychain through {@code security}. Storing goes over {@code security -i}, which
 * reads its command, and so the secret, from standard input.
 */
final class MacKeychain implements Keychain {
  static final String KIND = "macos";
  static final String TOOL = "security";

  /** {@code errSecItemNotFound}, -25300, as the exit code that {@code security} makes of it. */
  private static final int NOT_FOUND = 44;

  private static final byte[] NO_INPUT = {};
  private final Subprocess subprocess;
  private final String tool;

  MacKeychain(Subprocess subprocess, String tool) {
    this.subprocess = subprocess;
    this.tool = tool;
  }

  @Override
  public Optional<MachineKey> find(KeychainAccount account) {
    Subprocess.Result result =
        run("find-generic-password", "-s", Stored.SERVICE, "-a", account.value(), "-w");
    if (result.exitCode() == NOT_FOUND) {
      return Optional.empty();
    }
    requireSuccess(result);
    MachineKey key = KeyText.read(result.output(), "the login keychain");
    Arrays.fill(result.output(), (byte) 0);
    return Optional.of(key);
  }

  @Override
  public void store(KeychainAccount account, MachineKey key) {
    byte[] text = KeyText.write(key);
    // Neither word needs quotes: base64, and the characters of an account's name.
    byte[] start =
        ("add-generic-password -U -s " + Stored.SERVICE + " -a " + account + " -w ")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] line = Arrays.copyOf(start, start.length + text.length + 1);
    System.arraycopy(text, 0, line, start.length, text.length);
    line[line.length - 1] = '\n';
    try {
      requireSuccess(subprocess.run(List.of(tool, "-i"), line));
    } finally {
      Arrays.fill(text, (byte) 0);
      Arrays.fill(line, (byte) 0);
    }
    Stored.requireReadBack(this, account, key);
  }

  @Override
  public void delete(KeychainAccount account) {
    Subprocess.Result result =
        run("delete-generic-password", "-s", Stored.SERVICE, "-a", account.value());
    if (result.exitCode() != NOT_FOUND) {
      requireSuccess(result);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  private Subprocess.Result run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(tool));
    command.addAll(List.of(arguments));
    return subprocess.run(command, NO_INPUT);
  }

  private static void requireSuccess(Subprocess.Result result) {
    if (!result.succeeded()) {
      throw new ClientException.KeychainUnusable(
          "the login keychain refused (exit code " + result.exitCode() + ")",
          "unlock it, or set COFFER_KEYCHAIN=file",
          null);
    }
  }
}
