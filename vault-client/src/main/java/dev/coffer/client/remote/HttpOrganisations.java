package dev.coffer.client.remote;

import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.organisation.AppendMembership;
import dev.coffer.protocol.wire.organisation.InvitationReveal;
import dev.coffer.protocol.wire.organisation.InvitationView;
import dev.coffer.protocol.wire.organisation.MembershipPage;
import dev.coffer.protocol.wire.organisation.OrganisationList;
import dev.coffer.protocol.wire.organisation.OrganisationView;
import java.util.Optional;

/** The routes about organisations over HTTP. */
final class HttpOrganisations implements OrganisationRemote {
  private static final String ORGANISATIONS = "/api/orgs";

  private final Transport http;

  HttpOrganisations(Transport http) {
    this.http = http;
  }

  @Override
  public OrganisationList organisations() {
    return http.send(HttpCall.get(ORGANISATIONS)).as(OrganisationList.class);
  }

  @Override
  public OrganisationView organisation(String idOrName) {
    return http.send(HttpCall.get(path(idOrName, ""))).as(OrganisationView.class);
  }

  @Override
  public OrganisationView create(String event) {
    return http.send(HttpCall.post(ORGANISATIONS, new AppendMembership(event)))
        .as(OrganisationView.class);
  }

  @Override
  public MembershipPage chain(String organisation, long from, Optional<String> invitation) {
    String query =
        "?from=" + from + invitation.map(id -> "&invitation=" + HttpVaults.encode(id)).orElse("");
    return http.send(HttpCall.get(path(organisation, "/chain") + query).requireSignature())
        .as(MembershipPage.class);
  }

  @Override
  public void append(String organisation, String event) {
    http.send(HttpCall.post(path(organisation, "/chain"), new AppendMembership(event)));
  }

  @Override
  public InvitationView invitation(String organisation, String invitation) {
    return http.send(HttpCall.get(invitationPath(organisation, invitation)))
        .as(InvitationView.class);
  }

  @Override
  public InvitationView reveal(String organisation, String invitation, String nonce) {
    String path = invitationPath(organisation, invitation) + "/reveal";
    return http.send(HttpCall.put(path, new InvitationReveal(nonce))).as(InvitationView.class);
  }

  @Override
  public void unshare(String organisation, VaultId vault) {
    String path = path(organisation, "/vaults/" + HttpVaults.encode(vault.value()));
    http.send(HttpCall.delete(path));
  }

  private static String invitationPath(String organisation, String invitation) {
    return path(organisation, "/invitations/" + HttpVaults.encode(invitation));
  }

  private static String path(String organisation, String below) {
    return ORGANISATIONS + "/" + HttpVaults.encode(organisation) + below;
  }
}
