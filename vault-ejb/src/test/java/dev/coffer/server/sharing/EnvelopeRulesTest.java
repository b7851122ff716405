package dev.coffer.server.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.WrapContext;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.note.NoteSigner;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.note.VerificationKey;
import dev.coffer.server.problem.EnvelopeRefused;
import dev.coffer.server.problem.RecipientsConflict;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which wrapped keys are taken, be they few or as many as an organisation has devices. */
class EnvelopeRulesTest {
  private static final VaultId VAULT = new VaultId("shop");
  private final Device author = new Device();
  private final Device other = new Device();
  private final EnvelopeRules rules =
      new EnvelopeRules(
          Place.first(VAULT),
          author.keys.keyId(),
          new AccountCircle(
              Map.of(author.keys.keyId(), author.keys, other.keys.keyId(), other.keys),
              position -> true));

  private static final class Device implements NoteSigner {
    private final byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
    private final DeviceKeys keys;

    Device() {
      new SecureRandom().nextBytes(seed);
      byte[] signing = new byte[Ed25519.PUBLIC_KEY_SIZE];
      Ed25519.generatePublicKey(seed, 0, signing, 0);
      keys = new DeviceKeys(Bytes.of(signing), Bytes.of(seed));
    }

    @Override
    public VerificationKey verificationKey() {
      return keys.verificationKey();
    }

    @Override
    public Bytes sign(byte[] message) {
      byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
      Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
      return Bytes.of(signature);
    }
  }

  private static WrappedKey wrapped(int recipient, NoteSigner by) {
    KeyId id = new KeyId(String.format(Locale.ROOT, "%032x", recipient));
    WrapContext place = new WrapContext(VAULT, 1, KeyScope.VAULT, id);
    return WrappedKey.sign(place, Bytes.of(new byte[WrappedKey.SEALED_LENGTH]), by);
  }

  private List<String> wrapped(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> wrapped(i, author).format())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 47, 48, 300})
  void acceptKeys_allByTheDevice_areTaken(int count) {
    List<String> notes = wrapped(count);
    assertThat(rules.acceptKeys(notes, 1).stream().map(WrappedKey::format))
        .containsExactlyElementsOf(notes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 47, 48, 300})
  void acceptKeys_oneThatTheDeviceHasNotSigned_refusesAll(int count) {
    int at = count / 2;
    WrappedKey good = wrapped(at, author);
    WrappedKey theirs = wrapped(at, other);
    SignedNote signedByAnother =
        new SignedNote(
            good.note().text(),
            good.note().signer(),
            good.note().hint(),
            theirs.note().signature());
    for (String bad : List.of(theirs.format(), signedByAnother.format())) {
      List<String> notes = wrapped(count);
      notes.set(at, bad);
      assertThatExceptionOfType(EnvelopeRefused.class)
          .isThrownBy(() -> rules.acceptKeys(notes, 1))
          .withMessageContaining("not signed by this session's device");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 300})
  void acceptKeys_twoForOneRecipient_areRefused(int count) {
    List<String> notes = wrapped(count);
    notes.set(0, notes.get(1));
    assertThatExceptionOfType(RecipientsConflict.class)
        .isThrownBy(() -> rules.acceptKeys(notes, 1));
  }
}
