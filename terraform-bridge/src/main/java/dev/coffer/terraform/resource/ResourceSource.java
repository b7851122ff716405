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
public record ResourceSource(ManagedResource resource) implements DataSource {

  @Override
  public String type() {
    return resource.type();
  }

  @Override
  public void validate(Row config, Diagnostics out) {
    resource.validate(config, out);
  }

  /** The identity as the resource has it; everything else is computed. Nothing is write-only. */
  @Override
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
  @Override
  public Row read(Declarations declarations, Row config, Settings settings, Diagnostics out) {
    Optional<Row> found = resource.read(declarations, asked(config, settings), out);
    return found.orElseThrow(
        () ->
            new Declined(
                Declined.Reason.NOT_FOUND,
                "there is no such coffer_" + type(),
                "check its name, and that this account may know of it"));
  }
}
