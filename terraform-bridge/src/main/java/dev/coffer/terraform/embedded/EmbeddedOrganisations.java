package dev.coffer.terraform.embedded;

import dev.coffer.client.declaration.DeclaredOrganisations;
import dev.coffer.client.declaration.DeclaredOrganisations.Own;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.terraform.declaration.Organisations;
import java.util.Optional;

/** Organisations by the client library, which believes their chains alone. */
final class EmbeddedOrganisations implements Organisations {
  private final Client client;

  EmbeddedOrganisations(Client client) {
    this.client = client;
  }

  @Override
  public Optional<Organisation> find(String nameOrId) {
    return client.find(
        workspace ->
            new DeclaredOrganisations(workspace)
                .find(nameOrId)
                .map(EmbeddedOrganisations::organisation));
  }

  private static Organisation organisation(Own own) {
    Membership membership = own.chain().membership();
    return new Organisation(
        membership.organisation().toString(),
        membership.name().value(),
        own.chain().fingerprint(),
        own.self().role().text());
  }

  @Override
  public Organisation create(String name) {
    return client.with(
        workspace ->
            organisation(new DeclaredOrganisations(workspace).create(new OrganisationName(name))));
  }
}
