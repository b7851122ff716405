package dev.coffer.server.device;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.note.NoteSigner;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.note.VerificationKey;
import java.security.SecureRandom;
import java.time.Instant;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A device with keys of its own, which signs events. */
final class TestDevice implements NoteSigner {
  static final DeviceName NAME = new DeviceName("a device");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
  private final DeviceKeys keys;

  TestDevice() {
    new SecureRandom().nextBytes(seed);
    byte[] signing = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, signing, 0);
    byte[] agreement = new byte[X25519.POINT_SIZE];
    X25519.generatePublicKey(seed, 0, agreement, 0);
    keys = new DeviceKeys(Bytes.of(signing), Bytes.of(agreement));
  }

  DeviceKeys keys() {
    return keys;
  }

  /** {@code event} as the next one of {@code chain}, signed by this device. */
  SignedNote signed(DeviceChain chain, ChainEvent event) {
    return SignedNote.sign(chain.next(event, keys.keyId(), NOW).text(), this);
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
