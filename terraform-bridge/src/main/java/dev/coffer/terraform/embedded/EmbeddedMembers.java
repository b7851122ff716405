package dev.coffer.terraform.embedded;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.organisation.InvitationLink;
import dev.coffer.client.organisation.Invitations;
import dev.coffer.client.organisation.Members.Change;
import dev.coffer.client.organisation.Organisation;
import dev.coffer.client.organisation.TrustedMembership;
import dev.coffer.client.sync.AccountVaults.Step;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Invitation.Status;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.Role;
import dev.coffer.terraform.declaration.Members;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Members and invitations by the client library. */
final class EmbeddedMembers implements Members {
  private final Client client;
  private final Seen<String, KeyCounts.OfAll> counts;

  EmbeddedMembers(Client client) {
    this.client = client;
    this.counts = client.seen();
  }

  @Override
  public Optional<Member> find(String organisation, String nameOrAccount) {
    Optional<TrustedMembership> now = membership(organisation);
    return now.flatMap(
        chain -> client.find(workspace -> Optional.of(member(chain.member(nameOrAccount)))));
  }

  private Optional<TrustedMembership> membership(String organisation) {
    return Client.ifThere(() -> Optional.of(client.membership(organisation)));
  }

  @Override
  public Optional<ReadableKeys> readable(String organisation, Rights rights) {
    Reach reach = access(rights).reach(Role.of(rights.role()));
    return Client.ifThere(() -> Optional.of(counts(organisation)))
        .map(all -> new ReadableKeys(all.within(reach), all.unopened()));
  }

  private KeyCounts.OfAll counts(String organisation) {
    return counts.get(
        organisation, () -> client.read(workspace -> KeyCounts.of(workspace, organisation)));
  }

  private static Member member(dev.coffer.protocol.membership.Member member) {
    return new Member(member.account(), member.name(), rights(member.role(), member.access()));
  }

  private static Rights rights(Role role, Access access) {
    SortedMap<String, Boolean> environments = new TreeMap<>();
    access.grants().forEach((name, write) -> environments.put(name.value(), write));
    return new Rights(role.text(), access.all() ? Optional.empty() : Optional.of(environments));
  }

  private static Access access(Rights rights) {
    SortedMap<EnvironmentName, Boolean> grants = new TreeMap<>();
    rights
        .environments()
        .ifPresent(
            environments ->
                environments.forEach(
                    (name, write) -> grants.put(new EnvironmentName(name), write)));
    return rights.environments().isEmpty() ? Access.ALL : Access.of(grants);
  }

  @Override
  public Member grant(String organisation, String nameOrAccount, Rights rights) {
    return client.change(
        workspace -> {
          Organisation found = Client.organisation(workspace, organisation);
          Change change =
              workspace
                  .shared()
                  .members(found)
                  .grant(nameOrAccount, Role.of(rights.role()), access(rights));
          requireDone(change.vaults());
          return member(change.member());
        });
  }

  @Override
  public Invited invite(String organisation, Rights rights, Duration lifetime) {
    return client.change(
        workspace -> {
          Invitations.Offer offer =
              new Invitations.Offer(Role.of(rights.role()), access(rights), lifetime);
          InvitationLink link =
              workspace
                  .shared()
                  .invitations()
                  .invite(
                      Client.organisation(workspace, organisation),
                      workspace.server(Optional.empty()),
                      offer);
          Invitation invitation =
              new Invitation(link.invitation(), Progress.INVITED, rights, Optional.empty());
          return new Invited(invitation, link.text());
        });
  }

  @Override
  public Optional<Invitation> invitation(String organisation, String id) {
    return membership(organisation)
        .map(TrustedMembership::membership)
        .flatMap(now -> client.read(workspace -> invitation(workspace, now, id)));
  }

  private static Optional<Invitation> invitation(Workspace workspace, Membership now, String id) {
    Instant time = workspace.surroundings().clock().instant();
    return invitation(now, id).flatMap(found -> invitation(now, found, time));
  }

  /** The invitation with this id, or the one by which the member of this name came. */
  private static Optional<dev.coffer.protocol.membership.Invitation> invitation(
      Membership now, String idOrMember) {
    return now.invitation(idOrMember)
        .or(
            () ->
                now.invitations().stream()
                    .filter(
                        one ->
                            one.joiner()
                                .flatMap(now::member)
                                .filter(
                                    member -> member.isActive() && member.name().equals(idOrMember))
                                .isPresent())
                    .filter(one -> one.status() == Status.CONFIRMED)
                    .reduce((older, newer) -> newer));
  }

  private static Optional<Invitation> invitation(
      Membership now, dev.coffer.protocol.membership.Invitation found, Instant time) {
    Optional<Progress> progress =
        switch (found.status()) {
          case OPEN ->
              found.invited().expires().isAfter(time)
                  ? Optional.of(Progress.INVITED)
                  : Optional.empty();
          case JOINED -> Optional.of(Progress.JOINED);
          case CONFIRMED ->
              found
                  .joiner()
                  .flatMap(now::member)
                  .filter(dev.coffer.protocol.membership.Member::isActive)
                  .map(member -> Progress.CONFIRMED);
          case WITHDRAWN -> Optional.empty();
        };
    Rights offered = rights(found.invited().role(), found.invited().access());
    return progress.map(step -> new Invitation(found.id(), step, offered, found.joiner()));
  }

  @Override
  public void withdraw(String organisation, String id) {
    Client.ifThere(
        () ->
            client.change(
                workspace ->
                    Optional.of(
                        workspace
                            .shared()
                            .invitations()
                            .withdraw(Client.organisation(workspace, organisation), id))));
  }

  @Override
  public Removal remove(String organisation, String nameOrAccount) {
    return client.change(workspace -> removed(workspace, organisation, nameOrAccount));
  }

  private static Removal removed(Workspace workspace, String organisation, String nameOrAccount) {
    Organisation found = Client.organisation(workspace, organisation);
    var removal = workspace.shared().members(found).remove(nameOrAccount);
    requireDone(removal.vaults());
    return new Removal(removal.exposures().size());
  }

  /** The event stands; done again, the act does what is left of it. */
  private static void requireDone(List<Step> steps) {
    List<String> open =
        steps.stream().filter(step -> step.failure() != null).map(Step::vault).sorted().toList();
    if (!open.isEmpty()) {
      throw new ClientException.Failed(
          "the members' rights are changed, but these vaults have no new key yet: "
              + String.join(", ", open),
          "apply again; until then, who lost rights still knows their keys");
    }
  }
}
