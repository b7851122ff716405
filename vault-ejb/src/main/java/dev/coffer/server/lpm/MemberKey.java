package dev.coffer.server.lpm;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.wire.lpm.MemberWrap;
import dev.coffer.server.problem.RequestMalformed;
import java.util.regex.Pattern;

/**
 * A content key wrapped for one member: an ephemeral X25519 key (32 bytes), a nonce (12) and the
 * sealed key (48), each in strict base64, between colons.
 *
 * @param account the member's account id
 */
public record MemberKey(String account, String wrappedKey) {
  private static final Pattern ACCOUNT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final int PARTS = 3;
  private static final int NONCE = 12;
  private static final int SEALED_KEY = 48;

  /**
   * A key that came from outside.
   *
   * @throws RequestMalformed when it has another form, or an ephemeral key of low order
   */
  public MemberKey {
    if (account == null || !ACCOUNT.matcher(account).matches()) {
      throw RequestMalformed.request("A userId in wrappedKeys is not an account's id");
    }
    if (wrappedKey == null || !isWrapped(wrappedKey)) {
      throw RequestMalformed.request(
          "A wrappedKey is not an X25519 key, 12 bytes and a sealed key of 48 bytes, each in strict"
              + " base64, between colons");
    }
  }

  /** What the wire has, checked. */
  public static MemberKey of(MemberWrap wire) {
    return new MemberKey(wire.userId(), wire.wrappedKey());
  }

  private static boolean isWrapped(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != PARTS) {
      return false;
    }
    try {
      Bytes.ofBase64(parts[1], NONCE);
      Bytes.ofBase64(parts[2], SEALED_KEY);
      return SharingKey.contributes(Bytes.ofBase64(parts[0], SharingKey.LENGTH));
    } catch (Malformed e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "MemberKey[" + account + "]";
  }
}
