package dev.coffer.terraform.embedded;

import dev.coffer.client.ClientException;
import dev.coffer.client.declaration.DeclaredOrganisations;
import dev.coffer.client.declaration.DeclaredOrganisations.Own;
import dev.coffer.client.declaration.Unfinished;
import dev.coffer.client.organisation.TrustedMembership;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Organisations;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Organisations by the client library, which believes their chains alone. */
final class EmbeddedOrganisations implements Organisations {
  private final Client client;
  private final Function<String, Unfinished> unfinished;

  /**
   * The organisations of an account.
   *
   * @param unfinished what interrupted changes of an organisation's members have left
   */
  EmbeddedOrganisations(Client client, Function<String, Unfinished> unfinished) {
    this.client = client;
    this.unfinished = unfinished;
  }

  @Override
  public Optional<Organisation> find(String nameOrId) {
    return Declined.ifThere(
            () -> {
              TrustedMembership now = client.membership(nameOrId);
              return client.read(workspace -> new DeclaredOrganisations(workspace).own(now));
            })
        .map(own -> organisation(own, unfinished.apply(nameOrId).vaults()));
  }

  private static Organisation organisation(Own own, List<String> unfinished) {
    Membership membership = own.chain().membership();
    return new Organisation(
        membership.organisation().toString(),
        membership.name().value(),
        own.chain().fingerprint(),
        own.self().role().text(),
        unfinished);
  }

  @Override
  public Organisation create(String name) {
    return client.change(
        workspace ->
            organisation(
                created(new DeclaredOrganisations(workspace), new OrganisationName(name)),
                List.of()));
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
