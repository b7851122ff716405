package dev.coffer.client.keychain;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.MachineKey;
import java.util.Optional;

/** What every keychain of an operating system does alike. */
final class Stored {
  /** The service under which all keychains file machine keys. */
  static final String SERVICE = "dev.coffer";

  private Stored() {}

  /** A tool that fails with exit code 0 would cost the device its identity. */
  static void requireReadBack(Keychain keychain, KeychainAccount account, MachineKey key) {
    if (!keychain.find(account).equals(Optional.of(key))) {
      throw new ClientException.KeychainUnusable(
          "the keychain did not keep the machine key",
          "check it in your desktop session, or set COFFER_KEYCHAIN=file",
          null);
    }
  }
}
