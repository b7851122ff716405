package dev.coffer.it.tenant;

import dev.coffer.it.kit.Answer;
import dev.coffer.it.kit.Api;
import dev.coffer.it.kit.People;
import dev.coffer.it.kit.SharedVault;
import dev.coffer.it.kit.TestEscrow;
import dev.coffer.it.kit.TestInvitation;
import dev.coffer.it.kit.TestMember;
import dev.coffer.it.kit.TestOrganisation;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.MembershipEvent;
import dev.coffer.protocol.membership.MembershipEvent.LpmSwitched;
import dev.coffer.protocol.membership.Role;
import dev.coffer.protocol.policy.TrustPolicy;
import dev.coffer.protocol.wire.lpm.MemberWrap;
import dev.coffer.protocol.wire.lpm.PushShared;
import dev.coffer.protocol.wire.organisation.AppendMembership;
import dev.coffer.protocol.wire.organisation.OrganisationView;
import dev.coffer.protocol.wire.workload.ChangePolicy;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An organisation that allows lpm, with one of everything that a route can name, and the requests
 * that its owner could send to each.
 *
 * @param member an admin
 * @param invitation to be an admin, accepted
 * @param joiner who accepted it and is not confirmed
 */
record Estate(
    TestOrganisation organisation,
    TestMember member,
    SharedVault vault,
    TestInvitation invitation,
    TestMember joiner) {

  static Estate of(People people) throws IOException {
    TestOrganisation organisation = TestOrganisation.of(people);
    organisation.owner().append(new LpmSwitched(true)).require(201);
    TestMember member = organisation.member(Role.ADMIN);
    SharedVault vault = SharedVault.of(organisation, "default", "production");
    TestInvitation invitation = TestInvitation.of(Role.ADMIN, Access.ALL);
    organisation.owner().append(invitation.invited()).require(201);
    TestMember joiner = organisation.stranger();
    organisation.join(joiner, invitation).require(201);
    return new Estate(organisation, member, vault, invitation, joiner);
  }

  TestMember owner() {
    return organisation.owner();
  }

  Names byId() {
    return new Names(organisation.id().toString(), vault.id().value(), invitation.id());
  }

  Names byName() {
    return byId().in(organisation.name().value());
  }

  /** Sends what would be a good request, had {@code signer} the rights for it. */
  Answer send(TenantRoute route, Api api, Names names, TestMember signer) throws IOException {
    return route.send(api, names, body(route, signer));
  }

  /** A body that is well-formed, true and signed by {@code signer}; empty where none is sent. */
  Optional<Object> body(TenantRoute route, TestMember signer) throws IOException {
    return switch (route.toString()) {
      case "post /api/orgs/{org}/chain" ->
          Optional.of(
              new AppendMembership(
                  signer
                      .signed(
                          organisation.membership(),
                          TestInvitation.of(Role.READER, Access.ALL).invited())
                      .format()));
      case "put /api/orgs/{org}/invitations/{id}/reveal" -> Optional.of(invitation.reveal());
      case "post /api/orgs/{org}/vaults/{id}/sync" ->
          Optional.of(vault.seal(signer, Map.of("default", Map.of("KEY", "changed"))));
      case "post /api/orgs/{org}/vaults/{id}/keys" ->
          Optional.of(vault.keys(signer, Recipient.ofVault(owner().keyId())));
      case "post /api/orgs/{org}/vaults/{id}/oidc/policies" -> Optional.of(policy(signer));
      case "post /api/orgs/{org}/vaults/{id}" -> Optional.of(lpm());
      default -> {
        if (!route.reads() && !route.method().equals("delete")) {
          throw new AssertionError("no test knows a body for " + route);
        }
        yield Optional.empty();
      }
    };
  }

  private ChangePolicy policy(TestMember signer) throws IOException {
    TrustPolicy policy = TestEscrow.policy(vault.id(), "production");
    String event =
        signer.signed(organisation.membership(), new MembershipEvent.PolicySet(policy)).format();
    return new ChangePolicy(event, vault.escrow(signer).keys(policy));
  }

  /** Well-formed for an {@code lpm} client; what is in it opens nothing. */
  private PushShared lpm() {
    String blob = "A".repeat(16) + ":" + "A".repeat(24);
    String basePoint = "CQ" + "A".repeat(41) + "=";
    String wrapped = basePoint + ":" + "A".repeat(16) + ":" + "A".repeat(64);
    return new PushShared(
        blob, List.of(new MemberWrap(owner().account(), wrapped)), vault.version(), null, null);
  }

  /** Everything that somebody could have changed here, as the owner is told it. */
  State state() throws IOException {
    long length = owner().get("").require(200).as(OrganisationView.class).length();
    return new State(
        told(""),
        told("/chain?from=" + (length - 1)),
        told("/audit"),
        told("/vaults"),
        told("/vaults/" + vault.id() + "/versions"),
        told("/vaults/" + vault.id() + "/keys"),
        told("/vaults/" + vault.id() + "/oidc/policies"),
        told("/invitations/" + invitation.id()));
  }

  private String told(String rest) throws IOException {
    return owner().get(rest).require(200).text();
  }

  /** The newest event's text names the digest of the one before it. */
  record State(
      String view,
      String head,
      String audit,
      String vaults,
      String versions,
      String keys,
      String policies,
      String invitation) {}
}
