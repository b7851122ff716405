package dev.coffer.terraform.resource;

import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Schema;

/** One type of what a configuration reads and does not manage. */
public interface DataSource {
  /** The type's name after {@code coffer_}. */
  String type();

  Schema schema(Settings settings);

  /** Says what is wrong with a configuration. Null and unknown attributes are none of that. */
  void validate(Row config, Diagnostics out);

  /**
   * The state of what {@code config} asks for.
   *
   * @throws dev.coffer.terraform.declaration.Declined when there is none
   */
  Row read(Declarations declarations, Row config, Settings settings, Diagnostics out);

  /** {@code config} with what stands for attributes that are left out. */
  default Row asked(Row config, Settings settings) {
    Row asked = config;
    for (Attribute attribute : schema(settings).attributes()) {
      boolean isLeftOut = asked.value(attribute.name()).isNull();
      if (isLeftOut && attribute.standard().isPresent()) {
        asked = asked.with(attribute.name(), attribute.standard().get());
      }
    }
    return asked;
  }
}
