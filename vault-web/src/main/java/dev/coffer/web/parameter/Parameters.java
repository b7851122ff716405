package dev.coffer.web.parameter;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.server.audit.AuditPlace;
import dev.coffer.server.problem.RequestMalformed;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what paths, queries and headers say; what has no meaning is refused, not ignored. */
public final class Parameters {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

  private static final Pattern SEQUENCE = Pattern.compile("[0-9]{1,18}");

  /** RFC 9110 §8.8.3; weak or not makes no difference to {@code If-None-Match} (§13.1.2). */
  private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"([\\x21\\x23-\\x7e]*)\"");

  private Parameters() {}

  /** A vault's id from the path. */
  public static VaultId vaultId(String decoded) {
    try {
      return new VaultId(decoded);
    } catch (Malformed e) {
      throw RequestMalformed.id(e.getMessage());
    }
  }

  /** A version from the query; absent stays absent. */
  public static OptionalInt version(String name, String value) {
    OptionalLong number = number(name, value);
    if (number.isPresent() && number.getAsLong() > Integer.MAX_VALUE) {
      throw RequestMalformed.request(name + " does not fit in 31 bits");
    }
    return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
  }

  /** A number of at least 1 from the query; absent stays absent. */
  public static OptionalLong number(String name, String value) {
    if (value == null) {
      return OptionalLong.empty();
    }
    if (!NUMBER.matcher(value).matches()) {
      throw RequestMalformed.request(name + " is not a whole number of at least 1");
    }
    return OptionalLong.of(Long.parseLong(value));
  }

  /** The sequence of an event, from 0 on. */
  public static long sequence(String name, String value) {
    if (!SEQUENCE.matcher(value).matches()) {
      throw RequestMalformed.request(name + " is a whole number from 0 on");
    }
    return Long.parseLong(value);
  }

  /** The body, which has to be there. */
  public static <T> T required(T body) {
    if (body == null) {
      throw RequestMalformed.request("The body is empty");
    }
    return body;
  }

  /**
   * Where a page of an audit log begins: the newest records, unless one of the two says otherwise.
   *
   * @param cursor older ones than this, newest first
   * @param after newer ones than this, oldest first; may be 0
   */
  public static AuditPlace auditPlace(String cursor, String after) {
    if (cursor != null && after != null) {
      throw RequestMalformed.request("cursor and after exclude each other");
    }
    if (after != null) {
      return AuditPlace.after(after.equals("0") ? 0 : number("after", after).orElseThrow());
    }
    OptionalLong before = number("cursor", cursor);
    return before.isPresent() ? AuditPlace.before(before.getAsLong()) : AuditPlace.NEWEST;
  }

  /** The formats that the client reads, as {@link PayloadFormat#ANNOUNCE_HEADER} lists them. */
  public static Set<PayloadFormat> announced(String header) {
    return Arrays.stream(PayloadFormat.values())
        .filter(format -> format.announcedBy(header))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The tags in an {@code If-None-Match} header, without their quotes. */
  public static Set<String> tags(String header) {
    return header == null
        ? Set.of()
        : ENTITY_TAG
            .matcher(header)
            .results()
            .map(tag -> tag.group(1))
            .collect(Collectors.toUnmodifiableSet());
  }
}
