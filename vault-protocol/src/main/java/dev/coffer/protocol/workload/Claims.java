package dev.coffer.protocol.workload;

import dev.coffer.protocol.Malformed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The claims of one token, read by type. What a claim says is never repeated in an error, only its
 * name. Values are what a JSON library makes of JSON: texts, numbers, booleans, lists and maps.
 */
public final class Claims {
  private static final int MAX_TEXT = 1024;
  private static final int MAX_DIGITS = 24;
  private static final long LAST_SECOND = 253_402_300_799L;

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?(E[0-9]{1,2})?");

  private final Map<String, Object> values;

  public Claims(Map<String, Object> values) {
    this.values = Map.copyOf(withoutNulls(values));
  }

  /**
   * A claim that must be there.
   *
   * @throws Malformed when the claim is absent, empty, long or no text
   */
  public String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> new Malformed("the claim '" + name + "' is missing"));
  }

  /** Empty when the claim is absent or an empty text. */
  public Optional<String> optionalText(String name) {
    Object value = values.get(name);
    if (value == null || value.equals("")) {
      return Optional.empty();
    }
    if (!(value instanceof String text) || text.length() > MAX_TEXT || hasControl(text)) {
      throw new Malformed("the claim '" + name + "' is a text of at most " + MAX_TEXT);
    }
    return Optional.of(text);
  }

  /** An id that some platforms write as a number and some as a text. */
  public Optional<String> id(String name) {
    return values.get(name) instanceof Number number
        ? Optional.of(whole(name, number))
        : optionalText(name);
  }

  /** Whether the claim is {@code true}, or the text {@code "true"}; absent is no. */
  public boolean flag(String name) {
    Object value = values.get(name);
    return switch (value == null ? "false" : value.toString()) {
      case "true" -> true;
      case "false", "" -> false;
      default -> throw new Malformed("the claim '" + name + "' is true or false");
    };
  }

  /** Seconds since 1970, fractions dropped (RFC 7519 §2, NumericDate). */
  public Optional<Instant> time(String name) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Number number)) {
      throw new Malformed("the claim '" + name + "' is a number of seconds");
    }
    long seconds = new BigDecimal(plain(name, number)).setScale(0, RoundingMode.FLOOR).longValue();
    if (seconds < 0 || seconds > LAST_SECOND) {
      throw new Malformed("the claim '" + name + "' is a time between 1970 and 9999");
    }
    return Optional.of(Instant.ofEpochSecond(seconds));
  }

  /** The claim {@code aud}, which is a text or a list of texts. */
  public List<String> audiences() {
    if (!(values.get("aud") instanceof Collection<?> list)) {
      return optionalText("aud").map(List::of).orElse(List.of());
    }
    return list.stream().map(Claims::audience).distinct().toList();
  }

  private static String audience(Object entry) {
    if (!(entry instanceof String)) {
      throw new Malformed("the claim 'aud' is a text or a list of texts");
    }
    return new Claims(Map.of("aud", entry)).text("aud");
  }

  /** The claims inside a claim; none when it is absent. */
  public Claims inside(String name) {
    Object value = values.get(name);
    if (value == null) {
      return new Claims(Map.of());
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw new Malformed("the claim '" + name + "' is an object");
    }
    Map<String, Object> inner = new HashMap<>();
    map.forEach((key, entry) -> inner.put(String.valueOf(key), entry));
    return new Claims(inner);
  }

  private static String whole(String name, Number number) {
    BigDecimal decimal = new BigDecimal(plain(name, number));
    if (decimal.signum() < 0 || decimal.stripTrailingZeros().scale() > 0) {
      throw new Malformed("the claim '" + name + "' is a whole number");
    }
    return decimal.toBigInteger().toString();
  }

  /** A short number without an exponent that would take long to write out. */
  private static String plain(String name, Number number) {
    String text = number.toString();
    if (text.length() > MAX_DIGITS || !NUMBER.matcher(text).matches()) {
      throw new Malformed("the claim '" + name + "' is a number of at most " + MAX_DIGITS);
    }
    return text;
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static Map<String, Object> withoutNulls(Map<String, Object> values) {
    Map<String, Object> present = new HashMap<>(values);
    present.values().removeIf(Objects::isNull);
    return present;
  }

  /** Names no claim's content. */
  @Override
  public String toString() {
    return "claims " + values.keySet().stream().sorted().toList();
  }
}
