package dev.coffer.terraform.environmentschema;

import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Type;
import dev.coffer.terraform.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The rules of variables between Terraform's objects and the {@code envSchema} document. */
final class Rules {
  static final String VARS = "vars";

  /** The members of a variable's rules, by the names that the document has. */
  static final List<Attribute> MEMBERS =
      List.of(
          flag("required", "It has a value that is not empty, or a default."),
          text("format", "`url`, `port`, `email`, `boolean`, `integer`, `hostname` or `ip`."),
          text("pattern", "A glob for the whole value."),
          text("regex", "A regular expression for the whole value, in RE2 syntax."),
          Attribute.optional(
              "enum", new Type.ListOf(Type.Simple.TEXT), "The only values that it may have."),
          text("default", "Counts when it is absent or empty. Not encrypted: never a secret."),
          flag("secret", "Its value is never to be shown."),
          flag("client", "Its value ends up in what browsers get."),
          text("description", "What it is for."),
          text("owner", "Whom to ask about it."),
          text("example", "A made-up value for the reader."));

  private Rules() {}

  private static Attribute flag(String name, String description) {
    return Attribute.optional(name, Type.Simple.TRUTH, description);
  }

  private static Attribute text(String name, String description) {
    return Attribute.optional(name, Type.Simple.TEXT, description);
  }

  /** The document that {@code row} declares. */
  static Map<String, Object> document(Row row) {
    Map<String, Object> variables = new LinkedHashMap<>();
    row.rows(VARS).orElseGet(TreeMap::new).forEach((name, rule) -> variables.put(name, rule(rule)));
    return Map.of(VARS, variables);
  }

  private static Map<String, Object> rule(Row rule) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (Attribute member : MEMBERS) {
      plain(rule.value(member.name())).ifPresent(value -> members.put(member.name(), value));
    }
    return members;
  }

  /** What a document has for {@code value}; empty when it is null or not known. */
  static Optional<Object> plain(Value value) {
    if (value instanceof Value.Text text) {
      return Optional.of(text.text());
    }
    if (value instanceof Value.Truth truth) {
      return Optional.of(truth.holds());
    }
    if (value instanceof Value.Items items && items.isWhollyKnown()) {
      return Optional.of(items.values().stream().flatMap(item -> plain(item).stream()).toList());
    }
    return Optional.empty();
  }

  /** The rules in {@code document}; empty when it has none. What has another form is left out. */
  static Optional<Value> read(Map<String, Object> document) {
    if (!(document.get(VARS) instanceof Map<?, ?> variables) || variables.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, Value> rules = new TreeMap<>();
    variables.forEach((name, rule) -> rules.put(String.valueOf(name), rule(rule)));
    return Optional.of(new Value.Fields(rules));
  }

  private static Value rule(Object members) {
    SortedMap<String, Value> rule = new TreeMap<>();
    for (Attribute member : MEMBERS) {
      Object found = members instanceof Map<?, ?> map ? map.get(member.name()) : null;
      rule.put(member.name(), value(found));
    }
    return new Value.Fields(rule);
  }

  private static Value value(Object plain) {
    if (plain instanceof String text) {
      return Value.of(text);
    }
    if (plain instanceof Boolean holds) {
      return Value.of(holds.booleanValue());
    }
    if (plain instanceof List<?> items) {
      List<Value> values = new ArrayList<>();
      items.forEach(item -> values.add(value(item)));
      return new Value.Items(values);
    }
    return Value.Absent.NULL;
  }
}
