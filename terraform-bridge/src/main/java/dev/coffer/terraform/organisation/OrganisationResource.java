package dev.coffer.terraform.organisation;

import dev.coffer.protocol.OrganisationName;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Organisations.Organisation;
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
import java.util.List;
import java.util.Optional;

/** {@code coffer_organization}. */
public final class OrganisationResource implements ManagedResource {
  private static final String ID = "id";
  private static final String NAME = "name";
  private static final String FINGERPRINT = "fingerprint";
  private static final String ROLE = "role";

  @Override
  public String type() {
    return "organization";
  }

  @Override
  public Schema schema(Settings settings) {
    return new Schema(
        "An organisation, whose first owner is the account that creates it.",
        List.of(
            Attribute.computed(ID, Type.Simple.TEXT, "The organisation's id.").stable(),
            Attribute.required(NAME, Type.Simple.TEXT, "Its name, unique on the server.")
                .replacing(),
            Attribute.computed(
                    FINGERPRINT,
                    Type.Simple.TEXT,
                    "Of the chain's first event, as `coffer org verify` shows it.")
                .stable(),
            Attribute.computed(ROLE, Type.Simple.TEXT, "The account's own role.").stable()));
  }

  @Override
  public List<String> identity() {
    return List.of(NAME);
  }

  @Override
  public void validate(Row config, Diagnostics out) {
    config
        .text(NAME)
        .ifPresent(name -> PlaceAttributes.check(NAME, out, () -> new OrganisationName(name)));
  }

  @Override
  public Row create(Change change) {
    return row(change.declarations().organisations().create(change.planned().required(NAME)));
  }

  @Override
  public Optional<Row> read(Declarations declarations, Row state, Diagnostics out) {
    Optional<Organisation> now = declarations.organisations().find(state.required(NAME));
    now.filter(organisation -> !organisation.unfinished().isEmpty())
        .ifPresent(organisation -> warn(organisation, out));
    return now.map(OrganisationResource::row);
  }

  /** What it takes is in no resource of whose state nothing is left. */
  private static void warn(Organisation organisation, Diagnostics out) {
    out.warning(
        AttributePath.ROOT,
        "vaults of organisation " + organisation.name() + " wait for new keys",
        "somebody has lost rights and still knows the keys of: "
            + String.join(", ", organisation.unfinished())
            + ". An apply of the coffer_membership or coffer_grant that took them does the rest;"
            + " else 'coffer org remove MEMBER --org "
            + organisation.name()
            + "', or for a member who stays 'coffer org role MEMBER ROLE --org "
            + organisation.name()
            + "' with the role that they have now");
  }

  @Override
  public Row update(Change change) {
    throw new IllegalStateException("another name is another organisation");
  }

  @Override
  public void delete(Declarations declarations, Row state, Diagnostics out) {
    out.warning(
        AttributePath.ROOT,
        "organisation " + state.required(NAME) + " stays on the server",
        "an organisation's chain is never deleted; Terraform only forgets it, and 'terraform"
            + " import' brings it back");
  }

  @Override
  public Row imported(String id) {
    if (!OrganisationName.isId(id)) {
      PlaceAttributes.require(() -> new OrganisationName(id));
    }
    return Row.EMPTY.with(NAME, id);
  }

  private static Row row(Organisation organisation) {
    return Row.EMPTY
        .with(ID, organisation.id())
        .with(NAME, organisation.name())
        .with(FINGERPRINT, organisation.fingerprint())
        .with(ROLE, organisation.role());
  }
}
