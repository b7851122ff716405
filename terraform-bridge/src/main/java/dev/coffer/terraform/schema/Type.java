package dev.coffer.terraform.schema;

import dev.coffer.terraform.value.Value;
import dev.coffer.terraform.value.ValueWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The type of an attribute. */
public sealed interface Type {
  /** One of Terraform's types without parts. */
  enum Simple implements Type {
    TEXT("string"),
    NUMBER("number"),
    TRUTH("bool");

    private final String text;

    Simple(String text) {
      this.text = text;
    }
  }

  /** Values of one type that are in no order. */
  record SetOf(Type element) implements Type {}

  /** Values of one type in an order. */
  record ListOf(Type element) implements Type {}

  /** Values of one type under names. */
  record MapOf(Type element) implements Type {}

  /** Objects under names. */
  record Objects(List<Attribute> attributes) implements Type {
    public Objects {
      attributes = List.copyOf(attributes);
    }
  }

  /** The type as the protocol writes it: JSON, a text with its quotes. */
  default String wireName() {
    if (this instanceof Simple simple) {
      return '"' + simple.text + '"';
    }
    if (this instanceof SetOf set) {
      return "[\"set\"," + set.element().wireName() + "]";
    }
    if (this instanceof ListOf list) {
      return "[\"list\"," + list.element().wireName() + "]";
    }
    if (this instanceof MapOf map) {
      return "[\"map\"," + map.element().wireName() + "]";
    }
    throw new IllegalStateException("objects are nested attributes, which have no type");
  }

  /**
   * {@code value} in the one form in which equal values are equal: sets sorted, numbers numbers.
   */
  default Value canonical(Value value) {
    if (this == Simple.NUMBER && value instanceof Value.Text digits) {
      return new Value.Amount(new BigDecimal(digits.text()));
    }
    if (this instanceof SetOf set && value instanceof Value.Items items) {
      return sorted(each(items, set.element()::canonical));
    }
    if (this instanceof ListOf list && value instanceof Value.Items items) {
      return new Value.Items(each(items, list.element()::canonical));
    }
    if (this instanceof MapOf map && value instanceof Value.Fields fields) {
      return each(fields, map.element()::canonical);
    }
    if (this instanceof Objects objects && value instanceof Value.Fields fields) {
      return each(fields, object -> Attribute.canonical(objects.attributes(), object));
    }
    return value;
  }

  private static List<Value> each(Value.Items items, UnaryOperator<Value> change) {
    return items.values().stream().map(change).toList();
  }

  private static Value each(Value.Fields fields, UnaryOperator<Value> change) {
    SortedMap<String, Value> changed = new TreeMap<>();
    fields.values().forEach((name, value) -> changed.put(name, change.apply(value)));
    return new Value.Fields(changed);
  }

  /** Unknown elements stay apart: two that are not known need not be the same. */
  private static Value sorted(List<Value> elements) {
    List<Value> sorted = new ArrayList<>(elements);
    sorted.sort(Comparator.comparing(ValueWriter::write, Arrays::compareUnsigned));
    List<Value> distinct = new ArrayList<>();
    for (Value element : sorted) {
      if (!element.isWhollyKnown() || !distinct.contains(element)) {
        distinct.add(element);
      }
    }
    return new Value.Items(distinct);
  }
}
