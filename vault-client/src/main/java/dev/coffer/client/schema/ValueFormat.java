package dev.coffer.client.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The named forms of a value; docs/schema.md defines each. No host is ever looked up. */
public enum ValueFormat {
  URL("an address of the form scheme://host"),
  PORT("a port from 1 to 65535"),
  EMAIL("an e-mail address"),
  BOOLEAN("one of true, false, 1, 0, yes, no"),
  INTEGER("a whole number of 64 bits"),
  HOSTNAME("a host name"),
  IP("an IPv4 or IPv6 address");

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,25}");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*");
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
  private static final Set<String> BOOLEANS = Set.of("true", "false", "1", "0", "yes", "no");
  private static final int MAX_PORT = 65_535;
  private static final int MAX_HOSTNAME = 253;

  private final String expectation;

  ValueFormat(String expectation) {
    this.expectation = expectation;
  }

  /** The format that a schema calls {@code name}. */
  static Optional<ValueFormat> named(String name) {
    return Arrays.stream(values()).filter(format -> format.wireName().equals(name)).findFirst();
  }

  /** All names, as a message lists them. */
  static String names() {
    return Arrays.stream(values()).map(ValueFormat::wireName).collect(Collectors.joining(", "));
  }

  /** Its name in a schema: {@code url}, {@code port}, … */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a value has to be, such as {@code a port from 1 to 65535}. */
  String expectation() {
    return expectation;
  }

  boolean accepts(String value) {
    return switch (this) {
      case URL -> isUrl(value);
      case PORT -> isWithin(value, 1, MAX_PORT);
      case EMAIL -> isEmail(value);
      case BOOLEAN -> BOOLEANS.contains(value.toLowerCase(Locale.ROOT));
      case INTEGER -> isWithin(value, Long.MIN_VALUE, Long.MAX_VALUE);
      case HOSTNAME -> isHostname(value);
      case IP -> IpText.isIpv4(value) || IpText.isIpv6(value);
    };
  }

  private static boolean isUrl(String value) {
    int end = value.indexOf("://");
    if (end < 0 || !SCHEME.matcher(value.substring(0, end)).matches()) {
      return false;
    }
    String authority = value.substring(end + "://".length()).split("[/?#]", 2)[0];
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    return !host.isEmpty() && !host.startsWith(":");
  }

  private static boolean isWithin(String value, long least, long most) {
    if (!NUMBER.matcher(value).matches()) {
      return false;
    }
    try {
      long number = Long.parseLong(value);
      return number >= least && number <= most;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isEmail(String value) {
    int at = value.indexOf('@');
    return at > 0 && at == value.lastIndexOf('@') && value.indexOf('.', at) > at;
  }

  private static boolean isHostname(String value) {
    return value.length() <= MAX_HOSTNAME
        && Arrays.stream(value.split("\\.", -1)).allMatch(label -> LABEL.matcher(label).matches());
  }
}
