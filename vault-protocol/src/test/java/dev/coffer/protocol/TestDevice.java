package dev.coffer.protocol;

import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.note.NoteSigner;
import dev.coffer.protocol.note.VerificationKey;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A device whose private key is one number: 32 times, or in front of zeros where it is no byte. */
public final class TestDevice implements NoteSigner {
  private final byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
  private final DeviceKeys keys;

  public TestDevice(int number) {
    if (number <= 0xff) {
      Arrays.fill(seed, (byte) number);
    } else {
      ByteBuffer.wrap(seed).putInt(number);
    }
    byte[] signing = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, signing, 0);
    byte[] agreement = new byte[X25519.POINT_SIZE];
    X25519.generatePublicKey(seed, 0, agreement, 0);
    keys = new DeviceKeys(Bytes.of(signing), Bytes.of(agreement));
  }

  public DeviceKeys keys() {
    return keys;
  }

  public KeyId keyId() {
    return keys.keyId();
  }

  /** The private key of both pairs. */
  public String seedHex() {
    return HexFormat.of().formatHex(seed);
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
