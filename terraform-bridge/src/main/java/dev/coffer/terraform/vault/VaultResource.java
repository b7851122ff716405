package dev.coffer.terraform.vault;

import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.declaration.Vaults;
import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.resource.Change;
import dev.coffer.terraform.resource.ManagedResource;
import dev.coffer.terraform.resource.PlaceAttributes;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.resource.Settings;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.schema.Type;
import dev.coffer.terraform.value.Value;
import java.util.List;
import java.util.Optional;

/** {@code coffer_vault}. */
public final class VaultResource implements ManagedResource {
  private static final String ID = "id";
  private static final String NAME = "name";
  private static final String VERSION = "version";
  private static final String ENVIRONMENTS = "environments";

  @Override
  public String type() {
    return "vault";
  }

  @Override
  public Schema schema(Settings settings) {
    return new Schema(
        "A vault in format coffer/1, the account's own or an organisation's. It begins empty, with"
            + " a key for every device that may open it.",
        List.of(
            Attribute.computed(ID, Type.Simple.TEXT, "`ORGANIZATION/VAULT`, or `VAULT`.").stable(),
            PlaceAttributes.vaultOwner(settings),
            PlaceAttributes.vault(),
            Attribute.optional(
                    NAME, Type.Simple.TEXT, "What lists of vaults show. Left out: the id.")
                .orComputed()
                .stable(),
            Attribute.computed(
                    ENVIRONMENTS,
                    new Type.SetOf(Type.Simple.TEXT),
                    "The environments that have a variable.")
                .stable(),
            Attribute.computed(VERSION, Type.Simple.NUMBER, "The newest version.")));
  }

  @Override
  public List<String> identity() {
    return List.of(PlaceAttributes.ORGANIZATION, PlaceAttributes.VAULT);
  }

  @Override
  public void validate(Row config, Diagnostics out) {
    PlaceAttributes.validatePlace(config, out);
    config
        .text(NAME)
        .filter(String::isBlank)
        .ifPresent(
            name ->
                out.error(AttributePath.of(NAME), "a vault's name is not empty", "leave it out"));
  }

  @Override
  public Row create(Change change) {
    VaultPlace place = PlaceAttributes.place(change.planned());
    return row(place, change.declarations().vaults().create(place, change.planned().text(NAME)));
  }

  @Override
  public Optional<Row> read(Declarations declarations, Row state, Diagnostics out) {
    VaultPlace place = PlaceAttributes.place(state);
    return declarations.vaults().find(place).map(vault -> row(place, vault));
  }

  @Override
  public Row update(Change change) {
    VaultPlace place = PlaceAttributes.place(change.planned());
    return row(
        place, change.declarations().vaults().rename(place, change.planned().required(NAME)));
  }

  @Override
  public void delete(Declarations declarations, Row state, Diagnostics out) {
    VaultPlace place = PlaceAttributes.place(state);
    if (declarations.vaults().remove(place) == Vaults.Removal.STAYS) {
      out.warning(
          AttributePath.ROOT,
          "vault " + place + " stays on the server",
          "an account's own vault is never deleted; Terraform only forgets it, and"
              + " 'terraform import' brings it back");
    }
  }

  @Override
  public Row imported(String id) {
    return PlaceAttributes.at(PlaceAttributes.imported(id));
  }

  private static Row row(VaultPlace place, Vaults.Vault vault) {
    List<Value> environments = vault.environments().stream().map(Value::of).toList();
    return PlaceAttributes.at(place)
        .with(ID, place.text())
        .with(NAME, vault.name())
        .with(ENVIRONMENTS, new Value.Items(environments))
        .with(VERSION, Value.of(vault.version()));
  }
}
