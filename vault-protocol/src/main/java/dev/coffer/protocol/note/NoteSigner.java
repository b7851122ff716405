package dev.coffer.protocol.note;

import dev.coffer.protocol.Bytes;

/** Signs notes with a private key that stays where it is. */
public interface NoteSigner {
  /** The public half. */
  VerificationKey verificationKey();

  /** The 64-byte Ed25519 signature of {@code message} (RFC 8032 §5.1.6). */
  Bytes sign(byte[] message);
}
