package dev.coffer.terraform.value;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One value of Terraform's. Immutable; {@code toString} shows no text, which may be a secret. */
public sealed interface Value {
  /** What is no known value. */
  enum Absent implements Value {
    /** Left out, or taken away. */
    NULL,
    /** Something that will be known after an apply. */
    UNKNOWN
  }

  /** A string. */
  record Text(String text) implements Value {
    @Override
    public String toString() {
      return "Text[" + text.length() + " characters]";
    }
  }

  /** A number; equal to another of the same amount however it was written. */
  record Amount(BigDecimal number) implements Value {
    public Amount {
      number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
  }

  /** True or false. */
  record Truth(boolean holds) implements Value {}

  /** A list, set or tuple. */
  record Items(List<Value> values) implements Value {
    public Items {
      values = List.copyOf(values);
    }
  }

  /** An object or a map. */
  record Fields(SortedMap<String, Value> values) implements Value {
    public Fields {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public static Fields of(Map<String, Value> values) {
      return new Fields(new TreeMap<>(values));
    }

    /** The value at {@code name}; {@link Absent#NULL} when there is none. */
    public Value get(String name) {
      return values.getOrDefault(name, Absent.NULL);
    }

    public Fields with(String name, Value value) {
      SortedMap<String, Value> changed = new TreeMap<>(values);
      changed.put(name, value);
      return new Fields(changed);
    }
  }

  static Value of(String text) {
    return text == null ? Absent.NULL : new Text(text);
  }

  static Value of(long number) {
    return new Amount(BigDecimal.valueOf(number));
  }

  static Value of(boolean holds) {
    return new Truth(holds);
  }

  default boolean isNull() {
    return this == Absent.NULL;
  }

  default boolean isUnknown() {
    return this == Absent.UNKNOWN;
  }

  /** Whether nothing in it is unknown. */
  default boolean isWhollyKnown() {
    if (this instanceof Items items) {
      return items.values().stream().allMatch(Value::isWhollyKnown);
    }
    if (this instanceof Fields fields) {
      return fields.values().values().stream().allMatch(Value::isWhollyKnown);
    }
    return !isUnknown();
  }
}
