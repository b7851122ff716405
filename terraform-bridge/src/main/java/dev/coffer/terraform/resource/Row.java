package dev.coffer.terraform.resource;

import dev.coffer.terraform.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The attributes of one configuration, plan or state, read by their types. Immutable. */
public record Row(Value.Fields fields) {
  public static final Row EMPTY = new Row(Value.Fields.of(Map.of()));

  public Value value(String name) {
    return fields.get(name);
  }

  /** The text; empty when it is null or not known. */
  public Optional<String> text(String name) {
    return fields.get(name) instanceof Value.Text text
        ? Optional.of(text.text())
        : Optional.empty();
  }

  /** A text that a schema requires. */
  public String required(String name) {
    return text(name)
        .orElseThrow(() -> new IllegalStateException("attribute " + name + " is not there"));
  }

  public Optional<Boolean> truth(String name) {
    return fields.get(name) instanceof Value.Truth truth
        ? Optional.of(truth.holds())
        : Optional.empty();
  }

  public Optional<Integer> whole(String name) {
    return fields.get(name) instanceof Value.Amount amount
        ? Optional.of(amount.number().intValueExact())
        : Optional.empty();
  }

  /** The known texts of a set or list; empty when it is null or not known. */
  public Optional<SortedSet<String>> texts(String name) {
    if (!(fields.get(name) instanceof Value.Items items)) {
      return Optional.empty();
    }
    SortedSet<String> texts = new TreeSet<>();
    for (Value item : items.values()) {
      if (item instanceof Value.Text text) {
        texts.add(text.text());
      }
    }
    return Optional.of(texts);
  }

  /** The known objects of a map; empty when it is null or not known. */
  public Optional<SortedMap<String, Row>> rows(String name) {
    if (!(fields.get(name) instanceof Value.Fields objects)) {
      return Optional.empty();
    }
    SortedMap<String, Row> rows = new TreeMap<>();
    objects
        .values()
        .forEach(
            (key, object) -> {
              if (object instanceof Value.Fields known) {
                rows.put(key, new Row(known));
              }
            });
    return Optional.of(rows);
  }

  public Row with(String name, Value value) {
    return new Row(fields.with(name, value));
  }

  public Row with(String name, String text) {
    return with(name, Value.of(text));
  }

  public Row with(String name, Optional<String> text) {
    return with(name, text.map(Value::of).orElse(Value.Absent.NULL));
  }
}
