package dev.coffer.client.crypto;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.note.NoteSigner;
import dev.coffer.protocol.note.VerificationKey;
import java.util.Arrays;
import javax.security.auth.Destroyable;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The private half of one device: an Ed25519 seed (RFC 8032) and an X25519 private key (RFC 7748).
 * Signs notes and unwraps keys; neither half can be read out.
 */
public final class DeviceIdentity implements NoteSigner, Destroyable {
  private final byte[] seed;
  private final byte[] agreement;
  private final DeviceKeys keys;
  private boolean destroyed;

  /** The device with these private halves, which are copied; 32 bytes each. */
  public DeviceIdentity(byte[] seed, byte[] agreement) {
    this.seed = seed.clone();
    this.agreement = agreement.clone();
    byte[] signingPublic = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(this.seed, 0, signingPublic, 0);
    byte[] agreementPublic = new byte[X25519.POINT_SIZE];
    X25519.generatePublicKey(this.agreement, 0, agreementPublic, 0);
    this.keys = new DeviceKeys(Bytes.of(signingPublic), Bytes.of(agreementPublic));
  }

  /** The public halves. */
  public DeviceKeys keys() {
    return keys;
  }

  public KeyId keyId() {
    return keys.keyId();
  }

  @Override
  public VerificationKey verificationKey() {
    return keys.verificationKey();
  }

  @Override
  public Bytes sign(byte[] message) {
    requireAlive();
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    // With its own public half, made of this very seed: making that again takes as long as the
    // rest.
    byte[] own = keys.signing().toArray();
    Ed25519.sign(seed, 0, own, 0, message, 0, message.length, signature, 0);
    return Bytes.of(signature);
  }

  X25519PrivateKeyParameters agreementKey() {
    requireAlive();
    return new X25519PrivateKeyParameters(agreement);
  }

  private void requireAlive() {
    if (destroyed) {
      throw new IllegalStateException("the identity was destroyed");
    }
  }

  @Override
  public void destroy() {
    Arrays.fill(seed, (byte) 0);
    Arrays.fill(agreement, (byte) 0);
    destroyed = true;
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }

  @Override
  public String toString() {
    return "DeviceIdentity[" + keyId().shortForm() + "]";
  }
}
