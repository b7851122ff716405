package dev.coffer.terraform.secret;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.resource.Common;
import dev.coffer.terraform.resource.EphemeralResource;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.resource.Settings;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.schema.Type;
import dev.coffer.terraform.value.Value;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The ephemeral {@code coffer_secrets}. */
public final class SecretsEphemeral implements EphemeralResource {
  private static final String VALUES = "values";

  @Override
  public String type() {
    return "secrets";
  }

  @Override
  public Schema schema(Settings settings) {
    return new Schema(
        "Every variable of an environment, decrypted on this machine for the time of one command.",
        List.of(
            Common.vaultOwner(settings),
            Common.vault(),
            SecretResource.environment(),
            Attribute.computed(
                    VALUES, new Type.MapOf(Type.Simple.TEXT), "The variables with their values.")
                .sensitive()));
  }

  @Override
  public void validate(Row config, Diagnostics out) {
    Common.validatePlace(config, out);
    Common.validateEnvironment(config, out);
  }

  @Override
  public Row open(Declarations declarations, Row config, Settings settings, Diagnostics out) {
    Row asked = config;
    if (config.value(Common.ORGANIZATION).isNull()) {
      asked = asked.with(Common.ORGANIZATION, settings.organisation());
    }
    String environment = config.text(Common.ENVIRONMENT).orElse(EnvironmentName.DEFAULT.value());
    SortedMap<String, Value> values = new TreeMap<>();
    declarations
        .secrets()
        .read(Common.place(asked), environment)
        .forEach((name, value) -> values.put(name, Value.of(value)));
    return asked.with(Common.ENVIRONMENT, environment).with(VALUES, new Value.Fields(values));
  }
}
