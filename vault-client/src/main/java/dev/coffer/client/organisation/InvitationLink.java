package dev.coffer.client.organisation;

import dev.coffer.client.crypto.SecretAccess;
import dev.coffer.client.crypto.invitation.InvitationKey;
import dev.coffer.client.remote.ServerAddress;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.OrganisationName;
import java.util.Base64;
import java.util.UUID;

/**
 * What an inviter passes to the one invited: {@code
 * SERVER/join#1.ORGANISATION.GENESIS.INVITER.KEY}. Names the organisation so that no server can
 * show another one, and holds the secret with which the invitation is accepted. What stands behind
 * {@code #} is not sent to the server by a browser.
 *
 * @param genesis digest of the organisation's first event
 * @param inviter the device that invited
 */
public record InvitationLink(
    ServerAddress server, UUID organisation, Digest genesis, KeyId inviter, InvitationKey key) {
  private static final String PATH = "/join#1.";
  private static final int PARTS = 4;

  /** The invitation's id: the key id that a public key alone would have, 32 hexadecimal digits. */
  public String invitation() {
    return invitation(key);
  }

  /** The id of the invitation whose secret {@code key} is. */
  static String invitation(InvitationKey key) {
    return KeyId.of(Digest.of(key.publicKey().toArray())).value();
  }

  Bytes publicKey() {
    return key.publicKey();
  }

  /** The link as text: a secret until it was used. */
  public String text() {
    return server.text()
        + PATH
        + String.join(
            ".",
            organisation.toString(),
            encode(genesis.value().toArray()),
            inviter.value(),
            encode(key.bytes(SecretAccess.FOR_INVITATION)));
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws Malformed for anything else, without a word of what it was
   */
  public static InvitationLink parse(String text) {
    String link = text.strip();
    int at = link.indexOf(PATH);
    String[] parts = at < 0 ? new String[0] : link.substring(at + PATH.length()).split("\\.", -1);
    if (parts.length != PARTS || !OrganisationName.isId(parts[0])) {
      throw notALink();
    }
    try {
      return new InvitationLink(
          ServerAddress.parse(link.substring(0, at)),
          UUID.fromString(parts[0]),
          new Digest(Bytes.of(decode(parts[1]))),
          new KeyId(parts[2]),
          InvitationKey.of(decode(parts[3])));
    } catch (Malformed | IllegalArgumentException e) {
      throw notALink();
    }
  }

  private static Malformed notALink() {
    return new Malformed("this is not an invitation's link, or not the whole of it");
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  @Override
  public String toString() {
    return "InvitationLink[" + organisation + "]";
  }
}
