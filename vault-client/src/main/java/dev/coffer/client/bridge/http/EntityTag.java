package dev.coffer.client.bridge.http;

import dev.coffer.protocol.Digest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells one state of a resource from another (RFC 9110 §8.8.3): strong, made of what it shows. */
public record EntityTag(String text) {
  private static final int LENGTH = 16;
  private static final Pattern QUOTED = Pattern.compile("\"[!#-~]*\"");
  private static final Pattern LIST =
      Pattern.compile("\\s*(?:W/)?\"[!#-~]*\"\\s*(?:,\\s*(?:W/)?\"[!#-~]*\"\\s*)*");
  private static final String ANY = "*";

  /** The tag of what {@code shown} shows. */
  public static EntityTag of(Object shown) {
    byte[] digest = Digest.of(Reply.text(shown)).value().toArray();
    return new EntityTag("\"" + HexFormat.of().formatHex(Arrays.copyOf(digest, LENGTH)) + "\"");
  }

  /**
   * Returns when the resource is as the request expects.
   *
   * @param now the resource's tag; empty where there is none
   * @throws Refusal otherwise
   */
  static void require(Optional<EntityTag> now, Optional<String> ifMatch, Optional<String> unless) {
    if (ifMatch.isPresent() && !isAmong(now, ifMatch.get())) {
      throw BridgeProblem.PRECONDITION_FAILED.because(
          now.isPresent()
              ? "it was changed since the request's If-Match was told; nothing was changed now"
              : "there is no such thing any more; nothing was changed",
          "GET it, and decide anew");
    }
    if (unless.isPresent() && isAmong(now, unless.get())) {
      throw BridgeProblem.PRECONDITION_FAILED.because(
          "it is there already; nothing was changed", "GET it, and decide anew");
    }
  }

  /** A weak tag never matches: what is compared must be the same to the last byte. */
  private static boolean isAmong(Optional<EntityTag> now, String header) {
    if (header.strip().equals(ANY)) {
      return now.isPresent();
    }
    if (!LIST.matcher(header).matches()) {
      throw BridgeProblem.MALFORMED_REQUEST.because(
          "If-Match and If-None-Match hold entity tags in quotes, or *");
    }
    Matcher tags = QUOTED.matcher(header.replaceAll("W/\"[!#-~]*\"", ""));
    while (tags.find()) {
      if (now.filter(new EntityTag(tags.group())::equals).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
