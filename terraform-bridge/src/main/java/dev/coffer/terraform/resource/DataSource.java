package dev.coffer.terraform.resource;

import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Attribute.Trait;
import dev.coffer.terraform.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what a resource of the same type would manage, found by its identity. */
public record DataSource(ManagedResource resource) {

  public String type() {
    return resource.type();
  }

  /** The identity as the resource has it; everything else is computed. Nothing is write-only. */
  public Schema schema(Settings settings) {
    Schema managed = resource.schema(settings);
    List<Attribute> attributes =
        managed.attributes().stream()
            .filter(attribute -> !attribute.is(Trait.WRITE_ONLY))
            .map(this::read)
            .toList();
    return new Schema("Reads: " + managed.description(), attributes);
  }

  private Attribute read(Attribute attribute) {
    if (!resource.identity().contains(attribute.name())) {
      return Attribute.computed(attribute.name(), attribute.type(), attribute.description());
    }
    Set<Trait> traits =
        attribute.standard().isPresent()
            ? Set.of(Trait.OPTIONAL, Trait.COMPUTED)
            : Set.of(Trait.REQUIRED);
    return new Attribute(
        attribute.name(), attribute.type(), traits, attribute.description(), attribute.standard());
  }

  /**
   * The state of the one that {@code config} names.
   *
   * @throws Declined when there is none
   */
  public Row read(Declarations declarations, Row config, Settings settings, Diagnostics out) {
    Row asked = config;
    for (Attribute attribute : schema(settings).attributes()) {
      boolean isLeftOut = asked.value(attribute.name()).isNull();
      if (isLeftOut && attribute.standard().isPresent()) {
        asked = asked.with(attribute.name(), attribute.standard().get());
      }
    }
    Optional<Row> found = resource.read(declarations, asked, out);
    return found.orElseThrow(
        () ->
            new Declined(
                Declined.Reason.NOT_FOUND,
                "there is no such coffer_" + type(),
                "check its name, and that this account may know of it"));
  }
}
