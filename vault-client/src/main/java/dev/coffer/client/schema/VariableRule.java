package dev.coffer.client.schema;

import dev.coffer.protocol.Malformed;
import java.util.List;
import java.util.Optional;

/**
 * What a schema declares about one variable.
 *
 * @param allowed the only values it may have; empty for any
 * @param fallback what counts when it is absent or empty; not judged itself
 * @param secret whether its value should never be shown
 * @param client whether its value ends up in what browsers get
 * @param owner whom to ask about it
 * @param example a made-up value for the reader
 */
public record VariableRule(
    boolean required,
    Optional<ValueFormat> format,
    Optional<TextPattern> pattern,
    Optional<TextPattern> regex,
    List<String> allowed,
    Optional<String> fallback,
    boolean secret,
    boolean client,
    Optional<String> description,
    Optional<String> owner,
    Optional<String> example) {

  /** The rule of a variable that must be there and of which nothing else is known. */
  static final VariableRule PRESENT = bare(true);

  /** The rule of a variable of which nothing is known. */
  static final VariableRule NONE = bare(false);

  public VariableRule {
    allowed = List.copyOf(allowed);
  }

  private static VariableRule bare(boolean required) {
    return new VariableRule(
        required,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static VariableRule read(Members members) {
    return new VariableRule(
        members.flag("required"),
        members.text("format", VariableRule::format),
        members.text("pattern", TextPattern::glob),
        members.text("regex", TextPattern::regex),
        members.texts("enum"),
        members.text("default"),
        members.flag("secret"),
        members.flag("client"),
        members.text("description"),
        members.text("owner"),
        members.text("example"));
  }

  private static ValueFormat format(String name) {
    return ValueFormat.named(name)
        .orElseThrow(() -> new Malformed("is none of " + ValueFormat.names()));
  }

  /** The type that a table shows: the format's name, else {@code string}. */
  public String type() {
    return format.map(ValueFormat::wireName).orElse("string");
  }

  /**
   * The first rule that {@code value} breaks: presence, then format, pattern, regex, enum.
   *
   * @param value null when the variable is absent
   */
  Optional<Violation> violation(String key, String value) {
    if (value == null || value.isEmpty()) {
      return required && fallback.isEmpty()
          ? broken(key, "required", "is missing" + description.map(d -> " — " + d).orElse(""))
          : Optional.empty();
    }
    if (format.isPresent() && !format.get().accepts(value)) {
      return broken(key, "format", "is not " + format.get().expectation());
    }
    if (pattern.isPresent() && !pattern.get().matches(value)) {
      return unmatched(key, "pattern", pattern.get(), value);
    }
    if (regex.isPresent() && !regex.get().matches(value)) {
      return unmatched(key, "regex", regex.get(), value);
    }
    return allowed.isEmpty() || allowed.contains(value)
        ? Optional.empty()
        : broken(key, "enum", "is none of " + String.join(", ", allowed));
  }

  private static Optional<Violation> unmatched(
      String key, String rule, TextPattern pattern, String value) {
    return broken(
        key,
        rule,
        value.length() > TextPattern.MAX_VALUE
            ? "is longer than the " + TextPattern.MAX_VALUE + " characters that a pattern reads"
            : "does not match " + pattern.text());
  }

  private static Optional<Violation> broken(String key, String rule, String message) {
    return Optional.of(new Violation(key, rule, message));
  }
}
