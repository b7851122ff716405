package dev.coffer.server.escrow.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Bytes;
import dev.coffer.server.files.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeystoreFileTest implements KeySourceContract {
  @TempDir private Path folder;

  @Override
  public KeySource source() {
    return keystore("correct");
  }

  @Override
  public KeySource again() {
    return keystore("correct");
  }

  private KeystoreFile keystore(String password) {
    return new KeystoreFile(
        new PrivateFile(folder.resolve("keys/escrow.p12")), password.toCharArray());
  }

  @Test
  void add_always_leavesAFileForItsOwnerAlone() throws Exception {
    KeySource source = source();
    source.add();
    source.add();
    Path file = folder.resolve("keys/escrow.p12");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void load_otherPassword_fails() throws Exception {
    source().add();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> keystore("wrong").load());
  }

  @Test
  void open_anyByteFlipped_fails() throws Exception {
    EscrowPair pair = source().add();
    byte[] sealed = EscrowSealing.seal(pair.publicKey(), INFO, SECRET).toArray();
    for (int i = 0; i < sealed.length; i++) {
      byte[] flipped = sealed.clone();
      flipped[i] ^= 1;
      assertThatExceptionOfType(AEADBadTagException.class)
          .as("byte %d", i)
          .isThrownBy(() -> EscrowSealing.open(pair, INFO, Bytes.of(flipped)));
    }
  }

  @Test
  void open_cutOff_fails() throws Exception {
    EscrowPair pair = source().add();
    assertThatExceptionOfType(AEADBadTagException.class)
        .isThrownBy(() -> EscrowSealing.open(pair, INFO, Bytes.of(new byte[64])));
  }
}
