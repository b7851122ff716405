package dev.coffer.client.crypto;

import dev.coffer.client.crypto.primitive.Hpke;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.WrapContext;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.note.NoteSigner;
import dev.coffer.protocol.note.VerificationKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;

/**
 * Wraps a vault key, or the key of one environment alone, for one recipient and signs the result;
 * unwraps what a named author wrapped for one place, with {@link Hpke} under {@link
 * WrapContext#info}.
 */
public final class KeyWrapping {
  private final SecureRandom random;

  public KeyWrapping(SecureRandom random) {
    this.random = random;
  }

  /**
   * Wraps {@code key} for {@code recipient}.
   *
   * @throws Malformed when {@code place} names another recipient or another scope than the whole
   *     vault, or the recipient's key has a low order, so that everybody could unwrap
   */
  public WrappedKey wrap(VaultKey key, WrapContext place, DeviceKeys recipient, NoteSigner author) {
    if (!place.scope().equals(KeyScope.VAULT)) {
      throw new Malformed("a vault key is wrapped for the whole vault");
    }
    return wrapped(key, place, recipient, author);
  }

  /**
   * Wraps {@code key} for {@code recipient}, who can open that environment with it and no other.
   *
   * @throws Malformed when {@code place} is not the key's own or names another recipient, or the
   *     recipient's key has a low order
   */
  public WrappedKey wrap(
      EnvironmentKey key, WrapContext place, DeviceKeys recipient, NoteSigner author) {
    if (!key.isFor(place)) {
      throw new Malformed("an environment's key is wrapped for its own environment");
    }
    return wrapped(key, place, recipient, author);
  }

  private WrappedKey wrapped(
      SymmetricKey key, WrapContext place, DeviceKeys recipient, NoteSigner author) {
    if (!place.recipient().equals(recipient.keyId())) {
      throw new Malformed("a key is wrapped for the recipient that its place names");
    }
    byte[] content = key.copy();
    try {
      byte[] sealed = Hpke.seal(recipient.agreement().toArray(), place.info(), content, random);
      return WrappedKey.sign(place, Bytes.of(sealed), author);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  /**
   * The vault key that {@code author} wrapped for {@code place}. Whether that author may be
   * believed is for the verified chain to say.
   *
   * @throws CannotOpen unless the wrapped key is for exactly this place, which is of the whole
   *     vault, and this recipient, is signed by {@code author}, and every byte is unchanged
   */
  public VaultKey unwrap(
      WrappedKey wrapped, WrapContext place, VerificationKey author, DeviceIdentity recipient) {
    if (!place.scope().equals(KeyScope.VAULT)) {
      throw new CannotOpen();
    }
    return unwrapped(wrapped, place, author, recipient, VaultKey::of);
  }

  /**
   * As {@link #unwrap}, for a {@code place} of one environment.
   *
   * @throws CannotOpen as there, and for a place of the whole vault
   */
  public EnvironmentKey unwrapEnvironment(
      WrappedKey wrapped, WrapContext place, VerificationKey author, DeviceIdentity recipient) {
    EnvironmentName environment = place.scope().environment().orElseThrow(CannotOpen::new);
    return unwrapped(
        wrapped,
        place,
        author,
        recipient,
        content -> new EnvironmentKey(place.vault(), place.epoch(), environment, content));
  }

  private static <K> K unwrapped(
      WrappedKey wrapped,
      WrapContext place,
      VerificationKey author,
      DeviceIdentity recipient,
      Function<byte[], K> made) {
    if (!wrapped.context().equals(place)
        || !place.recipient().equals(recipient.keyId())
        || !wrapped.signedBy(author)) {
      throw new CannotOpen();
    }
    byte[] content = {};
    try {
      content = Hpke.open(recipient.agreementKey(), place.info(), wrapped.sealed().toArray());
      return made.apply(content);
    } catch (AEADBadTagException e) {
      throw new CannotOpen();
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }
}
