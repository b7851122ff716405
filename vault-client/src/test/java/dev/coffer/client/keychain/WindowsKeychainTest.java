package dev.coffer.client.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.MachineKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a script that takes the arguments and input of PowerShell and knows our three calls. */
class WindowsKeychainTest extends KeychainContract {
  private static final String POWERSHELL =
      """
      [ "$1 $2 $3" = "-NoProfile -NonInteractive -EncodedCommand" ] || exit 2
      call=$(printf '%s' "$4" | base64 -d | tr -d '\\000' | grep '^exit ')
      target=$(printf '%s' "$call" | cut -d"'" -f2 | tr ':' '~')
      case "$call" in
        *::Write*) IFS= read -r secret; printf '%s' "$secret" > "item-$target"; exit 0 ;;
      esac
      [ -f "item-$target" ] || exit 44
      case "$call" in
        *::Read*) cat "item-$target" ;;
        *::Delete*) rm "item-$target" ;;
        *) exit 2 ;;
      esac
      """;

  @TempDir Path folder;

  @Override
  Keychain keychain() {
    return new WindowsKeychain(
        FakeProgram.subprocess(), new FakeProgram(folder, POWERSHELL).path());
  }

  @Test
  void store_putsTheKeyOnStandardInputOnly() {
    FakeProgram powershell = new FakeProgram(folder, POWERSHELL);
    MachineKey key = MachineKey.generate(new SecureRandom());
    new WindowsKeychain(FakeProgram.subprocess(), powershell.path())
        .store(new KeychainAccount("profile"), key);
    assertThat(powershell.read("item-dev.coffer~profile")).isEqualTo(FakeProgram.base64(key));
    assertThat(FakeProgram.shows(powershell.arguments(), key)).isFalse();
    assertThat(FakeProgram.shows(script(powershell), key)).isFalse();
    assertThat(script(powershell)).contains("CredWriteW", "[Console]::In.ReadLine()");
  }

  private static String script(FakeProgram powershell) {
    String encoded = powershell.arguments().lines().skip(3).findFirst().orElseThrow();
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_16LE);
  }

  @Test
  void find_anotherFailure_isNotAbsence() {
    FakeProgram broken = new FakeProgram(folder, "exit 1");
    Keychain keychain = new WindowsKeychain(FakeProgram.subprocess(), broken.path());
    assertThatExceptionOfType(ClientException.KeychainUnusable.class)
        .isThrownBy(() -> keychain.find(new KeychainAccount("profile")));
  }
}
