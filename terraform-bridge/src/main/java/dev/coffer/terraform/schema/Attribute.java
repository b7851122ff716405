package dev.coffer.terraform.schema;

import dev.coffer.terraform.value.Value;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One attribute.
 *
 * @param standard what it is when it is left out; empty when there is no such value
 */
public record Attribute(
    String name, Type type, Set<Trait> traits, String description, Optional<Value> standard) {

  /** What holds of an attribute. */
  public enum Trait {
    REQUIRED,
    OPTIONAL,
    COMPUTED,
    /** A change of it makes another thing of it. */
    REPLACES,
    /** Computed, and the same as long as the thing exists. */
    STABLE,
    /** A secret on its way in: in no plan and no state. */
    WRITE_ONLY,
    /** Not shown by Terraform. */
    SENSITIVE
  }

  public Attribute {
    traits = Set.copyOf(traits);
  }

  public static Attribute required(String name, Type type, String description) {
    return new Attribute(name, type, Set.of(Trait.REQUIRED), description, Optional.empty());
  }

  public static Attribute optional(String name, Type type, String description) {
    return new Attribute(name, type, Set.of(Trait.OPTIONAL), description, Optional.empty());
  }

  /** An attribute that only this side gives. */
  public static Attribute computed(String name, Type type, String description) {
    return new Attribute(name, type, Set.of(Trait.COMPUTED), description, Optional.empty());
  }

  /** An attribute that this side gives where it is left out. */
  public Attribute orComputed() {
    return with(Trait.COMPUTED);
  }

  public Attribute replacing() {
    return with(Trait.REPLACES);
  }

  public Attribute stable() {
    return with(Trait.STABLE);
  }

  public Attribute writeOnly() {
    return with(Trait.WRITE_ONLY);
  }

  public Attribute sensitive() {
    return with(Trait.SENSITIVE);
  }

  private Attribute with(Trait trait) {
    Set<Trait> more = EnumSet.copyOf(traits);
    more.add(trait);
    return new Attribute(name, type, more, description, standard);
  }

  /** What it is when it is left out. */
  public Attribute standing(Value value) {
    return new Attribute(
        name, type, with(Trait.COMPUTED).traits(), description, Optional.of(value));
  }

  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  static Value canonical(List<Attribute> attributes, Value value) {
    if (!(value instanceof Value.Fields fields)) {
      return value;
    }
    SortedMap<String, Value> all = new TreeMap<>();
    for (Attribute attribute : attributes) {
      all.put(attribute.name(), attribute.type().canonical(fields.get(attribute.name())));
    }
    return new Value.Fields(all);
  }
}
