package dev.coffer.terraform.rpc;

import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.provider.Catalogue;
import dev.coffer.terraform.resource.DataSource;
import dev.coffer.terraform.resource.EphemeralResource;
import dev.coffer.terraform.resource.ManagedResource;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.resource.Settings;
import dev.coffer.terraform.rpc.convert.WireDiagnostics;
import dev.coffer.terraform.rpc.convert.WireValues;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Attribute.Trait;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.value.Value;
import dev.coffer.terraform.wire.Outcome;
import dev.coffer.terraform.wire.TypedConfig;
import java.util.function.BiConsumer;

/** Configurations before anything is known of the server. */
final class ValidationCalls {
  private final Catalogue catalogue;

  ValidationCalls(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  Outcome resource(TypedConfig request) {
    ManagedResource resource = catalogue.resource(request.getTypeName());
    Schema schema = resource.schema(Settings.NONE);
    return judged(
        request,
        schema,
        (config, out) -> {
          requireWriteOnly(schema, config, request, out);
          resource.validate(config, out);
        });
  }

  /** Before Terraform 1.11 such a value would be stored like any other. */
  private static void requireWriteOnly(
      Schema schema, Row config, TypedConfig request, Diagnostics out) {
    if (request.getClientCapabilities().getWriteOnlyAttributesAllowed()) {
      return;
    }
    for (Attribute attribute : schema.attributes()) {
      boolean given = !config.value(attribute.name()).isNull();
      if (given && attribute.is(Trait.WRITE_ONLY)) {
        out.error(
            AttributePath.of(attribute.name()),
            "this Terraform would store the secret in its state",
            "write-only attributes need Terraform 1.11 or OpenTofu 1.11");
      }
    }
  }

  Outcome dataSource(TypedConfig request) {
    DataSource source = catalogue.dataSource(request.getTypeName());
    return judged(request, source.schema(Settings.NONE), source::validate);
  }

  Outcome ephemeral(TypedConfig request) {
    EphemeralResource resource = catalogue.ephemeral(request.getTypeName());
    return judged(request, resource.schema(Settings.NONE), resource::validate);
  }

  private static Outcome judged(
      TypedConfig request, Schema schema, BiConsumer<Row, Diagnostics> judge) {
    Diagnostics out = new Diagnostics();
    if (WireValues.read(schema, request.getConfig()) instanceof Value.Fields config) {
      judge.accept(new Row(config), out);
    }
    return Outcome.newBuilder().addAllDiagnostics(WireDiagnostics.write(out)).build();
  }
}
