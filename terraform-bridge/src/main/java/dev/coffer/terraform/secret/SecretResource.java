package dev.coffer.terraform.secret;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Secrets.Name;
import dev.coffer.terraform.declaration.Secrets.Secret;
import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.resource.Change;
import dev.coffer.terraform.resource.ManagedResource;
import dev.coffer.terraform.resource.PlaceAttributes;
import dev.coffer.terraform.resource.Prospect;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.resource.Settings;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.schema.Type;
import dev.coffer.terraform.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code coffer_secret}. */
public final class SecretResource implements ManagedResource {
  private static final String ID = "id";
  private static final String KEY = "key";
  private static final String VALUE = "value_wo";
  private static final String VALUE_VERSION = "value_wo_version";
  private static final String COMMITMENT = "commitment";
  private static final String VERSION = "version";
  private static final Pattern KEY_FORM = Pattern.compile("[^\\s=/\\p{Cntrl}]+");

  @Override
  public String type() {
    return "secret";
  }

  @Override
  public Schema schema(Settings settings) {
    return new Schema(
        "One variable of a vault's environment. Its value is in no plan and no state: these have a"
            + " commitment, by which only who can open the environment recognises it. A value that"
            + " was changed elsewhere, or a new key of the vault, makes the next apply set it"
            + " again.",
        List.of(
            Attribute.computed(ID, Type.Simple.TEXT, "`[ORGANIZATION/]VAULT/ENVIRONMENT/KEY`.")
                .stable(),
            PlaceAttributes.vaultOwner(settings),
            PlaceAttributes.vault(),
            environment(),
            Attribute.required(KEY, Type.Simple.TEXT, "The variable's name.").replacing(),
            Attribute.required(VALUE, Type.Simple.TEXT, "The value. Needs Terraform 1.11.")
                .writeOnly(),
            Attribute.required(
                VALUE_VERSION,
                Type.Simple.TEXT,
                "Any text; another one makes the next apply set the value."),
            Attribute.computed(
                COMMITMENT, Type.Simple.TEXT, "What only the environment's key can make."),
            Attribute.computed(
                VERSION, Type.Simple.NUMBER, "The vault's version it was seen in.")));
  }

  static Attribute environment() {
    return Attribute.optional(
            PlaceAttributes.ENVIRONMENT, Type.Simple.TEXT, "The environment. Left out: `default`.")
        .replacing()
        .standing(Value.of(EnvironmentName.DEFAULT.value()));
  }

  @Override
  public List<String> identity() {
    return List.of(
        PlaceAttributes.ORGANIZATION, PlaceAttributes.VAULT, PlaceAttributes.ENVIRONMENT, KEY);
  }

  @Override
  public void validate(Row config, Diagnostics out) {
    PlaceAttributes.validatePlace(config, out);
    PlaceAttributes.validateEnvironment(config, out);
    config
        .text(KEY)
        .filter(key -> !KEY_FORM.matcher(key).matches())
        .ifPresent(
            key ->
                out.error(
                    AttributePath.of(KEY),
                    "a variable's name has no space, '=' or '/' and is not empty",
                    ""));
  }

  /** What can never be applied is refused before anybody waits for it. */
  @Override
  public Row foresee(Prospect prospect) {
    prospect.declarations().secrets().requireOffered();
    return prospect.planned();
  }

  @Override
  public Row create(Change change) {
    Name name = name(change.planned());
    Secret secret = change.declarations().secrets().create(name, change.config().required(VALUE));
    return row(change, name, secret);
  }

  /** Another value than the state knows leaves no version of it: the next plan sets it again. */
  @Override
  public Optional<Row> read(Declarations declarations, Row state, Diagnostics out) {
    Name name = name(state);
    return declarations
        .secrets()
        .find(name)
        .map(
            secret -> {
              boolean known =
                  state.text(COMMITMENT).filter(secret.commitment()::equals).isPresent();
              Value version = known ? state.value(VALUE_VERSION) : Value.Absent.NULL;
              Row row = known ? state : row(name, secret);
              return row.with(VALUE_VERSION, version);
            });
  }

  @Override
  public Row update(Change change) {
    Name name = name(change.planned());
    Secret secret = change.declarations().secrets().put(name, change.config().required(VALUE));
    return row(change, name, secret);
  }

  private static Row row(Change change, Name name, Secret secret) {
    return row(name, secret).with(VALUE_VERSION, change.planned().value(VALUE_VERSION));
  }

  @Override
  public void delete(Declarations declarations, Row state, Diagnostics out) {
    declarations.secrets().remove(name(state));
  }

  @Override
  public Row imported(String id) {
    int key = id.lastIndexOf('/');
    int environment = key < 0 ? -1 : id.lastIndexOf('/', key - 1);
    if (environment < 0) {
      throw new IllegalArgumentException("it has the form [ORGANIZATION/]VAULT/ENVIRONMENT/KEY");
    }
    return PlaceAttributes.at(PlaceAttributes.imported(id.substring(0, environment)))
        .with(PlaceAttributes.ENVIRONMENT, id.substring(environment + 1, key))
        .with(KEY, id.substring(key + 1));
  }

  private static Name name(Row row) {
    return new Name(
        PlaceAttributes.place(row), row.required(PlaceAttributes.ENVIRONMENT), row.required(KEY));
  }

  private static Row row(Name name, Secret secret) {
    return PlaceAttributes.at(name.place())
        .with(ID, name.text())
        .with(PlaceAttributes.ENVIRONMENT, name.environment())
        .with(KEY, name.key())
        .with(COMMITMENT, secret.commitment())
        .with(VERSION, Value.of(secret.version()));
  }
}
