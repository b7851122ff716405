package dev.coffer.terraform.plan;

import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Attribute.Trait;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The outcome of a plan.
 *
 * @param planned the state after the apply; {@link Value.Absent#NULL} when the resource will be
 *     gone
 * @param replacing the attributes for whose sake it has to be made anew
 */
public record PlannedChange(Value planned, List<AttributePath> replacing) {
  public PlannedChange {
    replacing = List.copyOf(replacing);
  }

  /**
   * Plans one resource.
   *
   * @param prior the state before; {@link Value.Absent#NULL} when there is none
   * @param proposed what Terraform makes of prior state and configuration; null for a removal
   * @param config as it was written
   */
  public static PlannedChange of(Schema schema, Value prior, Value proposed, Value config) {
    if (!(schema.canonical(proposed) instanceof Value.Fields wanted)) {
      return new PlannedChange(Value.Absent.NULL, List.of());
    }
    Value.Fields written = (Value.Fields) schema.canonical(config);
    if (!(schema.canonical(prior) instanceof Value.Fields before)) {
      return new PlannedChange(created(schema, wanted, written), List.of());
    }
    return changed(schema, before, wanted, written);
  }

  private static Value.Fields created(Schema schema, Value.Fields wanted, Value.Fields written) {
    SortedMap<String, Value> planned = new TreeMap<>();
    for (Attribute attribute : schema.attributes()) {
      planned.put(attribute.name(), created(attribute, wanted, written));
    }
    return new Value.Fields(planned);
  }

  private static Value created(Attribute attribute, Value.Fields wanted, Value.Fields written) {
    if (attribute.is(Trait.WRITE_ONLY)) {
      return Value.Absent.NULL;
    }
    boolean given = !written.get(attribute.name()).isNull();
    if (given || !attribute.is(Trait.COMPUTED)) {
      return wanted.get(attribute.name());
    }
    return attribute.standard().orElse(Value.Absent.UNKNOWN);
  }

  private static PlannedChange changed(
      Schema schema, Value.Fields before, Value.Fields wanted, Value.Fields written) {
    Value.Fields settled = before;
    List<AttributePath> replacing = new ArrayList<>();
    for (Attribute attribute : schema.attributes()) {
      String name = attribute.name();
      Value next = settled(attribute, before, wanted, written);
      settled = settled.with(name, next);
      if (attribute.is(Trait.REPLACES) && !next.equals(before.get(name))) {
        replacing.add(AttributePath.of(name));
      }
    }
    boolean same = settled.equals(before);
    return new PlannedChange(same ? before : moving(schema, settled, written), replacing);
  }

  /** What was given, stands by itself, or stays. */
  private static Value settled(
      Attribute attribute, Value.Fields before, Value.Fields wanted, Value.Fields written) {
    String name = attribute.name();
    if (attribute.is(Trait.WRITE_ONLY)) {
      return Value.Absent.NULL;
    }
    if (!written.get(name).isNull() || !attribute.is(Trait.COMPUTED)) {
      return wanted.get(name);
    }
    return attribute.standard().orElse(before.get(name));
  }

  /** Something changes, so whatever this side computes may change with it. */
  private static Value.Fields moving(Schema schema, Value.Fields settled, Value.Fields written) {
    Value.Fields planned = settled;
    for (Attribute attribute : schema.attributes()) {
      boolean moves =
          attribute.is(Trait.COMPUTED)
              && !attribute.is(Trait.STABLE)
              && attribute.standard().isEmpty()
              && written.get(attribute.name()).isNull();
      planned = moves ? planned.with(attribute.name(), Value.Absent.UNKNOWN) : planned;
    }
    return planned;
  }
}
