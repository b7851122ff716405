package dev.coffer.client.crypto.recovery;

import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.client.crypto.SymmetricKey;
import dev.coffer.client.crypto.primitive.Hkdf;
import dev.coffer.protocol.Digest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * 32 random bytes that are kept on paper and nowhere else. In an account's chain they are a device
 * of their own, another one in every chain: whoever shows another first event than the key was made
 * for cannot know which device that would be.
 */
public final class RecoveryKey extends SymmetricKey {
  private static final byte[] SIGNING_LABEL = Hkdf.label("coffer/1 recovery signing key");
  private static final byte[] AGREEMENT_LABEL = Hkdf.label("coffer/1 recovery agreement key");

  private RecoveryKey(byte[] content) {
    super(content);
  }

  public static RecoveryKey generate(SecureRandom random) {
    return new RecoveryKey(fresh(random));
  }

  /** The key with these 32 bytes, which are copied. */
  public static RecoveryKey of(byte[] content) {
    return new RecoveryKey(content);
  }

  /** The device that this key is in the chain whose first event has the digest {@code genesis}. */
  public DeviceIdentity deviceUnder(Digest genesis) {
    byte[] seed = derive(genesis, SIGNING_LABEL);
    byte[] agreement = derive(genesis, AGREEMENT_LABEL);
    try {
      return new DeviceIdentity(seed, agreement);
    } finally {
      Arrays.fill(seed, (byte) 0);
      Arrays.fill(agreement, (byte) 0);
    }
  }

  private byte[] derive(Digest genesis, byte[] label) {
    byte[] key = copy();
    try {
      return Hkdf.derive(key, genesis.value().toArray(), label, LENGTH);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
