package dev.coffer.terraform.embedded;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.organisation.TrustedMembership;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.membership.Member;
import dev.coffer.protocol.problem.Problem;
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
        workspace -> active(workspace, Client.organisation(workspace, nameOrId).chain().current()));
  }

  /** Whoever was removed has no organisation any more, though this machine knows its chain. */
  private static Optional<Organisation> active(Workspace workspace, TrustedMembership now) {
    return now.membership()
        .memberOf(workspace.identity().keyId())
        .filter(Member::isActive)
        .map(self -> organisation(now, self));
  }

  private static Organisation organisation(TrustedMembership now, Member self) {
    return new Organisation(
        now.membership().organisation().toString(),
        now.membership().name().value(),
        now.fingerprint(),
        self.role().text());
  }

  @Override
  public Organisation create(String name) {
    return client.with(
        workspace -> {
          TrustedMembership created = created(workspace, new OrganisationName(name));
          return active(workspace, created).orElseThrow();
        });
  }

  private static TrustedMembership created(Workspace workspace, OrganisationName name) {
    try {
      return workspace.shared().organisations().create(name).chain().current();
    } catch (ClientException.Refused e) {
      if (!e.code().equals(Problem.ALREADY_EXISTS.code())) {
        throw e;
      }
      return begunHere(workspace, name)
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
  private static Optional<TrustedMembership> begunHere(Workspace workspace, OrganisationName name) {
    try {
      TrustedMembership now = Client.organisation(workspace, name.value()).chain().current();
      return Optional.of(now).filter(chain -> chain.length() == 1);
    } catch (ClientException.NotFound e) {
      return Optional.empty(); // somebody else's
    }
  }
}
