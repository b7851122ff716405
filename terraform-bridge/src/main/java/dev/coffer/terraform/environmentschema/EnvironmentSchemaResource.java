package dev.coffer.terraform.environmentschema;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import dev.coffer.client.schema.EnvSchema;
import dev.coffer.protocol.Malformed;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.declaration.Vaults.Vault;
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
import java.util.Map;
import java.util.Optional;

/** {@code coffer_environment_schema}. */
public final class EnvironmentSchemaResource implements ManagedResource {
  private static final String ID = "id";
  private static final String PLACE = "$";
  private static final Gson GSON = new Gson();

  @Override
  public String type() {
    return "environment_schema";
  }

  @Override
  public Schema schema(Settings settings) {
    return new Schema(
        "The rules for a vault's variables, as docs/schema.md has them. They are not encrypted."
            + " A `coffer push` of a project whose `coffer.json` has an `envSchema` replaces them.",
        List.of(
            Attribute.computed(ID, Type.Simple.TEXT, "`ORGANIZATION/VAULT`, or `VAULT`.").stable(),
            PlaceAttributes.vaultOwner(settings),
            PlaceAttributes.vault(),
            Attribute.required(
                Rules.VARS,
                new Type.Objects(Rules.MEMBERS),
                "The rules, under the names of the variables.")));
  }

  @Override
  public List<String> identity() {
    return List.of(PlaceAttributes.ORGANIZATION, PlaceAttributes.VAULT);
  }

  @Override
  public void validate(Row config, Diagnostics out) {
    PlaceAttributes.validatePlace(config, out);
    config.rows(Rules.VARS).ifPresent(rules -> validate(rules, out));
  }

  private static void validate(Map<String, Row> rules, Diagnostics out) {
    AttributePath vars = AttributePath.of(Rules.VARS);
    if (rules.isEmpty()) {
      out.error(vars, "there are no rules", "declare one variable at least, or no schema");
    }
    rules.forEach(
        (name, rule) -> {
          AttributePath path = vars.key(name);
          judge(path, name, Map.of(), out);
          for (Attribute member : Rules.MEMBERS) {
            Rules.plain(rule.value(member.name()))
                .ifPresent(
                    value ->
                        judge(
                            path.attribute(member.name()),
                            name,
                            Map.of(member.name(), value),
                            out));
          }
        });
  }

  /** One member at a time, so that what is wrong is told where it stands. */
  private static void judge(
      AttributePath path, String name, Map<String, Object> members, Diagnostics out) {
    JsonElement document = GSON.toJsonTree(Map.of(Rules.VARS, Map.of(name, members)));
    try {
      EnvSchema.parse(document, PLACE)
          .notes()
          .forEach(note -> out.warning(path, withoutPlace(note), ""));
    } catch (Malformed e) {
      out.error(path, withoutPlace(e.getMessage()), "docs/schema.md has the rules");
    }
  }

  private static String withoutPlace(String message) {
    return message.startsWith(PLACE)
        ? "this " + message.substring(message.indexOf(' ') + 1)
        : message;
  }

  @Override
  public Row create(Change change) {
    VaultPlace place = PlaceAttributes.place(change.planned());
    Optional<Row> before =
        change.declarations().vaults().find(place).flatMap(vault -> row(place, vault));
    if (before.isPresent()
        && before.get().value(Rules.VARS).equals(change.planned().value(Rules.VARS))) {
      return before.get();
    }
    if (before.isPresent()) {
      throw new Declined(
          Declined.Reason.CONFLICT,
          "vault " + place + " has other rules already",
          "take them over: terraform import ADDRESS " + place.text());
    }
    return update(change);
  }

  @Override
  public Optional<Row> read(Declarations declarations, Row state, Diagnostics out) {
    VaultPlace place = PlaceAttributes.place(state);
    return declarations.vaults().find(place).flatMap(vault -> row(place, vault));
  }

  @Override
  public Row update(Change change) {
    VaultPlace place = PlaceAttributes.place(change.planned());
    Vault vault = change.declarations().vaults().describe(place, Rules.document(change.planned()));
    return row(place, vault).orElseThrow();
  }

  @Override
  public void delete(Declarations declarations, Row state, Diagnostics out) {
    VaultPlace place = PlaceAttributes.place(state);
    if (declarations.vaults().find(place).isPresent()) {
      declarations.vaults().describe(place, Rules.document(Row.EMPTY));
    }
  }

  @Override
  public Row imported(String id) {
    return PlaceAttributes.at(PlaceAttributes.imported(id));
  }

  private static Optional<Row> row(VaultPlace place, Vault vault) {
    Optional<Value> rules = vault.schema().flatMap(Rules::read);
    return rules.map(
        found -> PlaceAttributes.at(place).with(ID, place.text()).with(Rules.VARS, found));
  }
}
