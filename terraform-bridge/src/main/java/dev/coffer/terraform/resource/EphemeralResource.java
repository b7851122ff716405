package dev.coffer.terraform.resource;

import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.schema.Schema;

/** What exists during one command only and is in no plan and no state. */
public interface EphemeralResource {
  /** The type's name after {@code coffer_}. */
  String type();

  Schema schema(Settings settings);

  void validate(Row config, Diagnostics out);

  /** The configuration with what is computed. */
  Row open(Declarations declarations, Row config, Settings settings, Diagnostics out);
}
