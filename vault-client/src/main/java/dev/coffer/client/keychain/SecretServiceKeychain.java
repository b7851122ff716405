package dev.coffer.client.keychain;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.MachineKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The freedesktop Secret Service (GNOME Keyring, KWallet) through {@code secret-tool}. */
final class SecretServiceKeychain implements Keychain {
  static final String KIND = "secret-service";
  static final String TOOL = "secret-tool";
  private static final byte[] NO_INPUT = {};
  private final Subprocess subprocess;
  private final String tool;

  SecretServiceKeychain(Subprocess subprocess, String tool) {
    this.subprocess = subprocess;
    this.tool = tool;
  }

  @Override
  public Optional<MachineKey> find(KeychainAccount account) {
    Subprocess.Result result = run("lookup", account, NO_INPUT);
    if (result.succeeded() && result.output().length > 0) {
      MachineKey key = KeyText.read(result.output(), "the keyring");
      Arrays.fill(result.output(), (byte) 0);
      return Optional.of(key);
    }
    requireNoItem(account);
    return Optional.empty();
  }

  /** A locked item looks to {@code lookup} like none; {@code search} still sees its attributes. */
  private void requireNoItem(KeychainAccount account) {
    Subprocess.Result result = run("search", account, NO_INPUT);
    boolean seen = result.output().length > 0;
    Arrays.fill(result.output(), (byte) 0);
    if (seen || !result.succeeded()) {
      throw unusable(seen ? "the keyring is locked" : "the keyring does not answer");
    }
  }

  @Override
  public void store(KeychainAccount account, MachineKey key) {
    byte[] text = KeyText.write(key);
    try {
      Subprocess.Result result = run("store", account, text);
      if (!result.succeeded()) {
        throw unusable("the keyring is locked or does not answer");
      }
    } finally {
      Arrays.fill(text, (byte) 0);
    }
    Stored.requireReadBack(this, account, key);
  }

  @Override
  public void delete(KeychainAccount account) {
    run("clear", account, NO_INPUT);
    requireNoItem(account);
  }

  @Override
  public String kind() {
    return KIND;
  }

  private Subprocess.Result run(String action, KeychainAccount account, byte[] input) {
    List<String> command = new ArrayList<>(List.of(tool, action));
    if (action.equals("store")) {
      command.add("--label=Coffer machine key (" + account + ")");
    }
    command.addAll(List.of("service", Stored.SERVICE, "account", account.value()));
    return subprocess.run(command, input);
  }

  private static ClientException unusable(String what) {
    return new ClientException.KeychainUnusable(
        what, "unlock it in your desktop session, or set COFFER_KEYCHAIN=file", null);
  }
}
