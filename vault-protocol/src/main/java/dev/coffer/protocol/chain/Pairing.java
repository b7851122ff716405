package dev.coffer.protocol.chain;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.note.NoteWriter;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * The short code that two devices show before one approves the other. The new device commits to a
 * nonce, the approving device answers with its own, and only then the first nonce is opened; so a
 * server in between has one guess in 100,000,000, whatever it can compute (S. Vaudenay, CRYPTO
 * 2005).
 */
public final class Pairing {
  /** Length of both nonces in bytes. */
  public static final int NONCE_LENGTH = 32;

  private static final int CODE_MODULUS = 100_000_000;
  private static final int CODE_GROUP = 10_000;

  private Pairing() {}

  /** What a new device publishes first: binds it to its keys and nonce, and shows neither nonce. */
  public static Digest commitment(DeviceKeys device, Bytes nonce) {
    return Digest.of(
        new NoteWriter("coffer/1 pairing commitment")
            .line("device", device.keyId())
            .line("nonce", nonce.requireLength(NONCE_LENGTH).base64())
            .text());
  }

  /**
   * The code for one pairing, as {@code 1234 5678}. Equal on both sides only if both saw the same
   * chain, the same device keys and the same nonces.
   *
   * @param chain the approving device's view of the account
   */
  public static String code(
      ChainPosition chain, Digest genesis, DeviceKeys device, Bytes challenge, Bytes reveal) {
    Digest digest =
        Digest.of(
            new NoteWriter("coffer/1 pairing code")
                .line("genesis", genesis)
                .line("chain", chain.sequence(), chain.digest())
                .line("device", device.keyId())
                .line("challenge", challenge.requireLength(NONCE_LENGTH).base64())
                .line("reveal", reveal.requireLength(NONCE_LENGTH).base64())
                .text());
    long number = ByteBuffer.wrap(digest.value().toArray()).getLong() >>> 1;
    long code = number % CODE_MODULUS;
    return String.format(Locale.ROOT, "%04d %04d", code / CODE_GROUP, code % CODE_GROUP);
  }
}
