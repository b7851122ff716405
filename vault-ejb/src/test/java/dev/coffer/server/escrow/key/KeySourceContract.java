package dev.coffer.server.escrow.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import org.junit.jupiter.api.Test;

/** What holds wherever the escrow key is kept. */
interface KeySourceContract {
  byte[] INFO = "coffer/1 test\n".getBytes(StandardCharsets.UTF_8);
  byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  /** A source without versions, made anew for each test. */
  KeySource source() throws Exception;

  /** The same place, as another server or a later start finds it. */
  KeySource again() throws Exception;

  @Test
  default void add_whenLoadedAgain_isThere() throws Exception {
    KeySource source = source();
    assertThat(source.load()).isEmpty();
    EscrowPublicKey first = source.add().publicKey();
    EscrowPublicKey second = source.add().publicKey();
    assertThat(second).isNotEqualTo(first);
    assertThat(again().load()).containsOnlyKeys(first.id(), second.id());
  }

  @Test
  default void open_whatWasSealedToIt_isTheSecret() throws Exception {
    EscrowPublicKey open = source().add().publicKey();
    Bytes sealed = EscrowSealing.seal(open, INFO, SECRET);
    assertThat(sealed.length()).isEqualTo(EscrowPublicKey.LENGTH + SECRET.length + 16);
    EscrowPair pair = again().load().get(open.id());
    assertThat(EscrowSealing.open(pair, INFO, sealed)).isEqualTo(SECRET);
  }

  @Test
  default void open_forAnotherUseOrByAnotherKey_fails() throws Exception {
    KeySource source = source();
    EscrowPair pair = source.add();
    EscrowPair other = source.add();
    Bytes sealed = EscrowSealing.seal(pair.publicKey(), INFO, SECRET);
    assertThatExceptionOfType(AEADBadTagException.class)
        .isThrownBy(() -> EscrowSealing.open(pair, new byte[] {1}, sealed));
    assertThatExceptionOfType(AEADBadTagException.class)
        .isThrownBy(() -> EscrowSealing.open(other, INFO, sealed));
  }

  /** A token that agreed on such a point would give its private key away, bit by bit. */
  @Test
  default void open_pointThatIsNotOnTheCurve_isRefusedBeforeTheKeyIsUsed() throws Exception {
    EscrowPair pair = source().add();
    byte[] sealed = EscrowSealing.seal(pair.publicKey(), INFO, SECRET).toArray();
    sealed[40] ^= 1;
    assertThatExceptionOfType(AEADBadTagException.class)
        .isThrownBy(() -> EscrowSealing.open(pair, INFO, Bytes.of(sealed)));
    byte[] point = Arrays.copyOf(sealed, EscrowPublicKey.LENGTH);
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> pair.agree(new EscrowPublicKey(Bytes.of(point))));
  }
}
