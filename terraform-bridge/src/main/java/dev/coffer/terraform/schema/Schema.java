package dev.coffer.terraform.schema;

import dev.coffer.terraform.value.Value;
import java.util.List;
import java.util.Optional;

/** The attributes of a block. State of another version would need an upgrade; there is none yet. */
public record Schema(String description, List<Attribute> attributes) {
  public static final int VERSION = 0;

  public Schema {
    attributes = List.copyOf(attributes);
  }

  public Optional<Attribute> attribute(String name) {
    return attributes.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** {@code value} with every attribute, each in the form in which equal values are equal. */
  public Value canonical(Value value) {
    return Attribute.canonical(attributes, value);
  }
}
