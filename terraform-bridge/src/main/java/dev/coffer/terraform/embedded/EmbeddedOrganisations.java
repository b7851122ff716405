package dev.coffer.terraform.embedded;

import dev.coffer.client.Workspace;
import dev.coffer.client.organisation.TrustedMembership;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.membership.Member;
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
    return Client.ifThere(
        () -> {
          TrustedMembership now = client.membership(nameOrId);
          return client.read(workspace -> active(workspace, now));
        });
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
    return client.change(
        workspace -> {
          dev.coffer.client.organisation.Organisation created =
              workspace.shared().organisations().create(new OrganisationName(name));
          return active(workspace, created.chain().current()).orElseThrow();
        });
  }
}
