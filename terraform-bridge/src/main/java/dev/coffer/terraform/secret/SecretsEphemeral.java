package dev.coffer.terraform.secret;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.resource.EphemeralResource;
import dev.coffer.terraform.resource.PlaceAttributes;
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
  private static final String VAULT =
      "The vault's id, or the `id` of a `coffer_vault`: that one is not known before the vault is"
          + " there, so that nothing is opened earlier.";

  @Override
  public String type() {
    return "secrets";
  }

  @Override
  public Schema schema(Settings settings) {
    return new Schema(
        "Every variable of an environment, decrypted on this machine for the time of one command.",
        List.of(
            PlaceAttributes.vaultOwner(settings),
            Attribute.required(PlaceAttributes.VAULT, Type.Simple.TEXT, VAULT),
            SecretResource.environment(),
            Attribute.computed(
                    VALUES, new Type.MapOf(Type.Simple.TEXT), "The variables with their values.")
                .sensitive()));
  }

  @Override
  public void validate(Row config, Diagnostics out) {
    config
        .text(PlaceAttributes.VAULT)
        .ifPresent(
            id ->
                PlaceAttributes.check(
                    PlaceAttributes.VAULT, out, () -> new VaultId(VaultPlace.parse(id).vault())));
    PlaceAttributes.validateEnvironment(config, out);
  }

  private static VaultPlace place(Row asked) {
    VaultPlace named = VaultPlace.parse(asked.required(PlaceAttributes.VAULT));
    return named.organisation().isPresent() ? named : PlaceAttributes.place(asked);
  }

  @Override
  public Row open(Declarations declarations, Row config, Settings settings, Diagnostics out) {
    Row asked = config;
    if (config.value(PlaceAttributes.ORGANIZATION).isNull()) {
      asked = asked.with(PlaceAttributes.ORGANIZATION, settings.organisation());
    }
    String environment =
        config.text(PlaceAttributes.ENVIRONMENT).orElse(EnvironmentName.DEFAULT.value());
    SortedMap<String, Value> values = new TreeMap<>();
    declarations
        .secrets()
        .read(place(asked), environment)
        .forEach((name, value) -> values.put(name, Value.of(value)));
    return asked
        .with(PlaceAttributes.ENVIRONMENT, environment)
        .with(VALUES, new Value.Fields(values));
  }
}
