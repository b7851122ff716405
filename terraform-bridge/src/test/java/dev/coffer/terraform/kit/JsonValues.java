package dev.coffer.terraform.kit;

import dev.coffer.terraform.value.Value;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Values between a test's plain objects and Terraform's. */
public final class JsonValues {
  private JsonValues() {}

  public static Value of(Object plain) {
    if (plain == null) {
      return Value.Absent.NULL;
    }
    if (plain instanceof String text) {
      return Value.of(text);
    }
    if (plain instanceof Boolean holds) {
      return Value.of(holds.booleanValue());
    }
    if (plain instanceof Number number) {
      return new Value.Amount(new BigDecimal(number.toString()));
    }
    if (plain instanceof Collection<?> items) {
      return new Value.Items(items.stream().map(JsonValues::of).toList());
    }
    SortedMap<String, Value> fields = new TreeMap<>();
    ((Map<?, ?>) plain).forEach((name, value) -> fields.put(name.toString(), of(value)));
    return new Value.Fields(fields);
  }

  /** Null for what is null or unknown; numbers as {@code Double}, as JSON has them. */
  public static Object plain(Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    if (value instanceof Value.Truth truth) {
      return truth.holds();
    }
    if (value instanceof Value.Amount amount) {
      return amount.number().doubleValue();
    }
    if (value instanceof Value.Items items) {
      return items.values().stream().map(JsonValues::plain).toList();
    }
    if (value instanceof Value.Fields fields) {
      return plain(fields);
    }
    return null;
  }

  public static Map<String, Object> plain(Value.Fields fields) {
    Map<String, Object> plain = new LinkedHashMap<>();
    fields.values().forEach((name, value) -> plain.put(name, plain(value)));
    return plain;
  }
}
