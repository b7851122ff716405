package dev.coffer.protocol.membership;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.chain.Pairing;
import dev.coffer.protocol.membership.MembershipEvent.NamedDevice;
import dev.coffer.protocol.note.NoteWriter;
import java.util.List;

/**
 * The short code that inviter and joiner compare. The invitation commits to the inviter's nonce,
 * the event that accepts it fixes the joiner's keys and nonce, and only then the inviter's nonce is
 * opened; so a server in between has one guess in 100,000,000, even when it has read the link.
 */
public final class InvitationCode {
  /** Length of both nonces in bytes. */
  public static final int NONCE_LENGTH = 32;

  private InvitationCode() {}

  /** What the invitation publishes of the inviter's nonce. */
  public static Digest commitment(String invitation, Bytes nonce) {
    return Digest.of(
        new NoteWriter("coffer/1 invitation commitment")
            .line("invitation", invitation)
            .line("nonce", nonce.requireLength(NONCE_LENGTH).base64())
            .text());
  }

  /**
   * What the invitation's private key signs, so that only who has the link can accept it and nobody
   * can put other devices in.
   *
   * @param genesis digest of the organisation's first event
   */
  public static String proofText(
      Digest genesis,
      String invitation,
      String account,
      String member,
      Bytes nonce,
      List<NamedDevice> devices) {
    NoteWriter note =
        new NoteWriter("coffer/1 invitation proof")
            .line("genesis", genesis)
            .line("invitation", invitation)
            .line("account", account)
            .line("member", member)
            .line("nonce", nonce.base64());
    devices.forEach(device -> note.line("device", device.keys().keyId(), device.name()));
    return note.text();
  }

  /**
   * The code, as {@code 1234 5678}. Equal on both sides only if both saw the same.
   *
   * @param genesis digest of the organisation's first event
   * @param joined digest of the event that accepts the invitation, which fixes the whole chain up
   *     to it
   * @param reveal the inviter's nonce
   */
  public static String code(Digest genesis, Digest joined, Bytes reveal) {
    return Pairing.shortCode(
        new NoteWriter("coffer/1 invitation code")
            .line("genesis", genesis)
            .line("joined", joined)
            .line("reveal", reveal.requireLength(NONCE_LENGTH).base64()));
  }
}
