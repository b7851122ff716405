package dev.coffer.client.keychain;

import dev.coffer.client.crypto.MachineKey;
import java.util.Optional;

/**
 * Keeps machine keys, one to an account. Every method throws {@link
 * dev.coffer.client.ClientException.KeychainUnusable} when the keychain is locked, absent or does
 * not answer in time; absence of a key is never confused with that, because a caller makes a new
 * key when there is none.
 */
public interface Keychain {
  /** The key of {@code account}, or empty when the keychain surely has none. */
  Optional<MachineKey> find(KeychainAccount account);

  /** Keeps {@code key}, replacing an earlier one, and has read it back. */
  void store(KeychainAccount account, MachineKey key);

  /** Forgets the key of {@code account}; nothing happens when there is none. */
  void delete(KeychainAccount account);

  /** The word under which {@link Keychains} finds this kind again. */
  String kind();

  /** What the person should know about keeping a key here. */
  default Optional<String> warning() {
    return Optional.empty();
  }
}
