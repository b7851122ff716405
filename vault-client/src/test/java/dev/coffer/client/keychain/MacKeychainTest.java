package dev.coffer.client.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.MachineKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a script that takes the arguments and input of {@code security}. */
class MacKeychainTest extends KeychainContract {
  private static final String SECURITY =
      """
      if [ "$1" = -i ]; then
        read -r verb u s service a account w secret
        [ "$verb $u $s $service $a $w" = "add-generic-password -U -s dev.coffer -a -w" ] || exit 2
        printf '%s\\n' "$secret" > "item-$account"
        exit 0
      fi
      [ "$2 $3 $4" = "-s dev.coffer -a" ] || exit 2
      [ -f "item-$5" ] || exit 44
      case "$1" in
        find-generic-password) [ "$6" = -w ] && cat "item-$5" ;;
        delete-generic-password) rm "item-$5" ;;
        *) exit 2 ;;
      esac
      """;

  @TempDir Path folder;

  @Override
  Keychain keychain() {
    return new MacKeychain(FakeProgram.subprocess(), new FakeProgram(folder, SECURITY).path());
  }

  @Test
  void store_putsTheKeyOnStandardInputOnly() {
    FakeProgram security = new FakeProgram(folder, SECURITY);
    MachineKey key = MachineKey.generate(new SecureRandom());
    new MacKeychain(FakeProgram.subprocess(), security.path())
        .store(new KeychainAccount("profile"), key);
    assertThat(security.read("item-profile").strip()).isEqualTo(FakeProgram.base64(key));
    assertThat(FakeProgram.shows(security.arguments(), key)).isFalse();
  }

  @Test
  void find_lockedKeychain_isAFailureAndNotAbsence() {
    FakeProgram locked = new FakeProgram(folder, "exit 51");
    Keychain keychain = new MacKeychain(FakeProgram.subprocess(), locked.path());
    assertThatExceptionOfType(ClientException.KeychainUnusable.class)
        .isThrownBy(() -> keychain.find(new KeychainAccount("profile")));
  }

  @Test
  void store_thatKeepsNothing_isNoticed() {
    FakeProgram forgetful = new FakeProgram(folder, "[ \"$1\" = -i ] || exit 44");
    Keychain keychain = new MacKeychain(FakeProgram.subprocess(), forgetful.path());
    MachineKey key = MachineKey.generate(new SecureRandom());
    assertThatExceptionOfType(ClientException.KeychainUnusable.class)
        .isThrownBy(() -> keychain.store(new KeychainAccount("profile"), key))
        .withMessageContaining("did not keep");
  }
}
