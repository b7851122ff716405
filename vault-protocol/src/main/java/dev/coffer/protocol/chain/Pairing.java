package dev.coffer.protocol.chain;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
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

  /**
   * Everything that both sides must have seen alike. Whatever a server can choose in it is fixed,
   * on either side, before that side learns the nonce that it did not make; otherwise a server
   * could try values until the codes agree.
   *
   * @param genesis digest of the account chain's first event
   * @param chain the approving device's view of the account
   * @param approver the approving device
   * @param device the new device's keys
   * @param name the new device's name, which the approval will state
   * @param challenge the approving device's nonce
   * @param reveal the new device's nonce
   */
  public record Transcript(
      Digest genesis,
      ChainPosition chain,
      KeyId approver,
      DeviceKeys device,
      DeviceName name,
      Bytes challenge,
      Bytes reveal) {
    public Transcript {
      challenge.requireLength(NONCE_LENGTH);
      reveal.requireLength(NONCE_LENGTH);
    }
  }

  /** What a new device publishes first: binds its keys, name and nonce, and shows no nonce. */
  public static Digest commitment(DeviceKeys device, DeviceName name, Bytes nonce) {
    return Digest.of(
        new NoteWriter("coffer/1 pairing commitment")
            .line("device", device.keyId())
            .line("name", name)
            .line("nonce", nonce.requireLength(NONCE_LENGTH).base64())
            .text());
  }

  /** What a device signs to prove that it holds the keys under which it asks to be registered. */
  public static String registrationText(DeviceKeys device, DeviceName name, Digest commitment) {
    return new NoteWriter("coffer/1 device registration")
        .line("device", device.keyId())
        .line("name", name)
        .line("commitment", commitment)
        .text();
  }

  /**
   * The code for one pairing, as {@code 1234 5678}. Equal on both sides only if both saw the same
   * transcript.
   */
  public static String code(Transcript pairing) {
    return shortCode(
        new NoteWriter("coffer/1 pairing code")
            .line("genesis", pairing.genesis())
            .line("chain", pairing.chain().sequence(), pairing.chain().digest())
            .line("approver", pairing.approver())
            .line("device", pairing.device().keyId())
            .line("name", pairing.name())
            .line("challenge", pairing.challenge().base64())
            .line("reveal", pairing.reveal().base64()));
  }

  /** Eight digits in two groups, for a text whose parts nobody could choose knowing the others. */
  public static String shortCode(NoteWriter transcript) {
    Digest digest = Digest.of(transcript.text());
    long number = ByteBuffer.wrap(digest.value().toArray()).getLong() >>> 1;
    long code = number % CODE_MODULUS;
    return String.format(Locale.ROOT, "%04d %04d", code / CODE_GROUP, code % CODE_GROUP);
  }
}
