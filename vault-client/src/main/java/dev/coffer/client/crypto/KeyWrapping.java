package dev.coffer.client.crypto;

import dev.coffer.client.crypto.primitive.Hpke;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.envelope.WrapContext;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.protocol.note.NoteSigner;
import dev.coffer.protocol.note.VerificationKey;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;

/**
 * Wraps a vault key for one recipient and signs the result; unwraps what a named author wrapped for
 * one place, with {@link Hpke} under {@link WrapContext#info}.
 */
public final class KeyWrapping {
  private final SecureRandom random;

  public KeyWrapping(SecureRandom random) {
    this.random = random;
  }

  /**
   * Wraps {@code key} for {@code recipient}.
   *
   * @throws Malformed when {@code place} names another recipient, or the recipient's key has a low
   *     order, so that everybody could unwrap
   */
  public WrappedKey wrap(VaultKey key, WrapContext place, DeviceKeys recipient, NoteSigner author) {
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
   * believed is for the account's verified chain to say.
   *
   * @throws CannotOpen unless the wrapped key is for exactly this place and recipient, is signed by
   *     {@code author}, and every byte is unchanged
   */
  public VaultKey unwrap(
      WrappedKey wrapped, WrapContext place, VerificationKey author, DeviceIdentity recipient) {
    if (!wrapped.context().equals(place)
        || !place.recipient().equals(recipient.keyId())
        || !wrapped.signedBy(author)) {
      throw new CannotOpen();
    }
    byte[] content = {};
    try {
      content = Hpke.open(recipient.agreementKey(), place.info(), wrapped.sealed().toArray());
      return VaultKey.of(content);
    } catch (AEADBadTagException e) {
      throw new CannotOpen();
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }
}
