package dev.coffer.client.keychain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.crypto.MachineKey;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** What every keychain does. */
abstract class KeychainContract {
  private final KeychainAccount account = new KeychainAccount("profile@host:8443");
  private final KeychainAccount other = new KeychainAccount("other");
  private final MachineKey key = MachineKey.generate(new SecureRandom());

  /** The keychain under test, without any key. */
  abstract Keychain keychain();

  @Test
  void find_nothingStored_isEmpty() {
    assertThat(keychain().find(account)).isEmpty();
  }

  @Test
  void find_afterStore_isTheKeyOfThatAccountOnly() {
    Keychain keychain = keychain();
    keychain.store(account, key);
    assertThat(keychain.find(account)).contains(key);
    assertThat(keychain.find(other)).isEmpty();
  }

  @Test
  void store_again_replaces() {
    Keychain keychain = keychain();
    keychain.store(account, MachineKey.generate(new SecureRandom()));
    keychain.store(account, key);
    assertThat(keychain.find(account)).contains(key);
  }

  @Test
  void delete_storedOrNot_leavesNone() {
    Keychain keychain = keychain();
    keychain.delete(account);
    keychain.store(account, key);
    keychain.delete(account);
    assertThat(keychain.find(account)).isEmpty();
  }
}
