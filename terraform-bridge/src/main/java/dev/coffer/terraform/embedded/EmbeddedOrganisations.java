package dev.coffer.terraform.embedded;

import dev.coffer.client.ClientException;
import dev.coffer.client.declaration.DeclaredOrganisations;
import dev.coffer.client.declaration.DeclaredOrganisations.Own;
import dev.coffer.client.organisation.TrustedMembership;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.terraform.declaration.Declined;
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
    return Declined.ifThere(
            () -> {
              TrustedMembership now = client.membership(nameOrId);
              return client.read(workspace -> new DeclaredOrganisations(workspace).own(now));
            })
        .map(EmbeddedOrganisations::organisation);
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
    return client.change(
        workspace ->
            organisation(
                created(new DeclaredOrganisations(workspace), new OrganisationName(name))));
  }

  private static Own created(DeclaredOrganisations declared, OrganisationName name) {
    try {
      return declared.create(name);
    } catch (ClientException.Refused e) {
      if (!e.code().equals(Problem.ALREADY_EXISTS.code())) {
        throw e;
      }
      return begunHere(declared, name)
          .orElseThrow(
              () ->
                  new ClientException.Conflict(
                      "there is an organisation called " + name.value() + " already",
                      "take another name, or, if you belong to it: terraform import ADDRESS "
                          + name.value()));
    }
  }

  /**
   * The organisation whose chain is the one event by which this account begins it: what an apply
   * leaves that ended before it heard of it.
   */
  private static Optional<Own> begunHere(DeclaredOrganisations declared, OrganisationName name) {
    try {
      return declared.find(name.value()).filter(own -> own.chain().length() == 1);
    } catch (ClientException.NotFound e) {
      return Optional.empty(); // somebody else's
    }
  }
}
