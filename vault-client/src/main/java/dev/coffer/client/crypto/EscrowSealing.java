package dev.coffer.client.crypto;

import dev.coffer.client.crypto.primitive.HpkeP256;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.escrow.EscrowContext;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.protocol.note.NoteSigner;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Seals the key of one environment, never a vault key, to a server's escrow key and signs the
 * result, with {@link HpkeP256} under {@link EscrowContext#info}.
 */
public final class EscrowSealing {
  private final SecureRandom random;

  public EscrowSealing(SecureRandom random) {
    this.random = random;
  }

  /**
   * Seals {@code key} for {@code place}.
   *
   * @throws Malformed when {@code place} is not the key's own or names another escrow key, or the
   *     escrow key is no point of its curve
   */
  public EscrowedKey seal(
      EnvironmentKey key, EscrowContext place, EscrowPublicKey escrow, NoteSigner author) {
    if (!key.isFor(place)) {
      throw new Malformed("an environment's key is escrowed for its own environment");
    }
    if (!place.escrowKey().equals(escrow.id())) {
      throw new Malformed("a key is sealed to the escrow key that its place names");
    }
    byte[] content = key.copy();
    try {
      byte[] sealed = HpkeP256.seal(escrow.point().toArray(), place.info(), content, random);
      return EscrowedKey.sign(place, Bytes.of(sealed), author);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }
}
