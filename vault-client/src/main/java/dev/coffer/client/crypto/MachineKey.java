package dev.coffer.client.crypto;

import dev.coffer.client.crypto.primitive.Hkdf;
import dev.coffer.protocol.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The one secret of a machine and profile, kept in the keychain. Everything else that stays on this
 * machine is derived from it, each under its own label.
 */
public final class MachineKey extends SymmetricKey {
  private static final byte[] SIGNING_LABEL = Hkdf.label("coffer/1 device signing key");
  private static final byte[] AGREEMENT_LABEL = Hkdf.label("coffer/1 device agreement key");
  private static final byte[] STORE_LABEL = Hkdf.label("coffer/1 local store key");

  private static final byte[] NONCE_LABEL = Hkdf.label("coffer/1 invitation nonce");

  private MachineKey(byte[] content) {
    super(content);
  }

  public static MachineKey generate(SecureRandom random) {
    return new MachineKey(fresh(random));
  }

  /** The key with these 32 bytes, which are copied. */
  public static MachineKey of(byte[] content) {
    return new MachineKey(content);
  }

  /** The device that this machine is; always the same one for the same key. */
  public DeviceIdentity deviceIdentity() {
    byte[] seed = derive(SIGNING_LABEL);
    byte[] agreement = derive(AGREEMENT_LABEL);
    try {
      return new DeviceIdentity(seed, agreement);
    } finally {
      Arrays.fill(seed, (byte) 0);
      Arrays.fill(agreement, (byte) 0);
    }
  }

  /** The key of this machine's local files. */
  public StoreKey storeKey() {
    return new StoreKey(derive(STORE_LABEL));
  }

  /**
   * This machine's nonce for an invitation that it makes: 32 bytes that nobody else can know before
   * it opens them, the same whenever it is asked.
   *
   * @param invitation the invitation's id
   */
  public Bytes invitationNonce(String invitation) {
    byte[] salt = invitation.getBytes(StandardCharsets.US_ASCII);
    return Bytes.of(Hkdf.derive(copy(), salt, NONCE_LABEL, LENGTH));
  }

  private byte[] derive(byte[] label) {
    return Hkdf.derive(copy(), Hkdf.NO_SALT, label, LENGTH);
  }
}
