package dev.coffer.terraform.embedded;

import dev.coffer.client.declaration.Admission;
import dev.coffer.client.declaration.DeclaredMembers;
import dev.coffer.client.declaration.KeyCounts;
import dev.coffer.client.organisation.InvitationLink;
import dev.coffer.client.organisation.TrustedMembership;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.membership.Role;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Members;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Members and invitations by the client library. */
final class EmbeddedMembers implements Members {
  private final Client client;
  private final Function<String, KeyCounts> counts;

  /**
   * The members of all organisations of an account.
   *
   * @param counts how many variables an organisation's vaults have
   */
  EmbeddedMembers(Client client, Function<String, KeyCounts> counts) {
    this.client = client;
    this.counts = counts;
  }

  @Override
  public Optional<Member> find(String organisation, String nameOrAccount) {
    Optional<TrustedMembership> now = membership(organisation);
    return now.flatMap(chain -> client.find(workspace -> Optional.of(chain.member(nameOrAccount))))
        .map(found -> member(found, client.unfinished(organisation).of(found.account())));
  }

  private Optional<TrustedMembership> membership(String organisation) {
    return Declined.ifThere(() -> Optional.of(client.membership(organisation)));
  }

  @Override
  public Optional<ReadableKeys> readable(String organisation, Rights rights) {
    Reach reach = rights(rights).reach();
    return Declined.ifThere(() -> Optional.of(counts.apply(organisation)))
        .map(all -> new ReadableKeys(byPlace(all.readable(reach)), all.unopened()));
  }

  private static SortedMap<String, Integer> byPlace(
      List<dev.coffer.client.declaration.ReadableKeys> readable) {
    SortedMap<String, Integer> keys = new TreeMap<>();
    readable.forEach(one -> keys.put(one.vault() + "/" + one.environment(), one.keys()));
    return keys;
  }

  private static Member member(
      dev.coffer.protocol.membership.Member member, List<String> unfinished) {
    return new Member(
        member.account(),
        member.name(),
        rights(dev.coffer.client.declaration.Rights.of(member)),
        unfinished);
  }

  private static Rights rights(dev.coffer.client.declaration.Rights rights) {
    SortedMap<String, Boolean> environments = new TreeMap<>();
    rights.access().grants().forEach((name, write) -> environments.put(name.value(), write));
    return new Rights(
        rights.role().text(), rights.access().all() ? Optional.empty() : Optional.of(environments));
  }

  private static dev.coffer.client.declaration.Rights rights(Rights rights) {
    SortedMap<EnvironmentName, Boolean> grants = new TreeMap<>();
    rights
        .environments()
        .ifPresent(
            environments ->
                environments.forEach(
                    (name, write) -> grants.put(new EnvironmentName(name), write)));
    return new dev.coffer.client.declaration.Rights(
        Role.of(rights.role()), rights.environments().isEmpty() ? Access.ALL : Access.of(grants));
  }

  @Override
  public Member grant(String organisation, String nameOrAccount, Rights rights) {
    return change(
        organisation, members -> member(members.grant(nameOrAccount, rights(rights)), List.of()));
  }

  private <T> T change(String organisation, Function<DeclaredMembers, T> act) {
    return client.change(workspace -> act.apply(new DeclaredMembers(workspace, organisation)));
  }

  @Override
  public Invitation invite(
      String organisation, Rights rights, Duration lifetime, Consumer<Invited> beforehand) {
    return change(
        organisation,
        members -> {
          InvitationLink link =
              members.invite(
                  rights(rights),
                  lifetime,
                  made -> beforehand.accept(new Invited(invited(made, rights), made.text())));
          return invited(link, rights);
        });
  }

  private static Invitation invited(InvitationLink link, Rights rights) {
    return Invitation.open(link.invitation(), rights);
  }

  @Override
  public Optional<Invitation> invitation(String organisation, String id) {
    return membership(organisation)
        .map(TrustedMembership::membership)
        .flatMap(now -> standing(now, id).or(() -> ended(organisation, now, id)));
  }

  private Optional<Invitation> standing(Membership now, String id) {
    return client
        .read(workspace -> Admission.find(now, id, workspace.surroundings().clock().instant()))
        .map(found -> invitation(found, List.of()));
  }

  /** A removal is over once no vault has a key any more that the member knows. */
  private Optional<Invitation> ended(String organisation, Membership now, String id) {
    return Admission.ended(now, id)
        .map(
            found ->
                invitation(
                    found, client.unfinished(organisation).of(found.account().orElseThrow())))
        .filter(found -> !found.unfinished().isEmpty());
  }

  private static Invitation invitation(Admission found, List<String> unfinished) {
    return new Invitation(
        found.invitation(),
        Progress.valueOf(found.progress().name()),
        rights(found.offered()),
        found.account(),
        unfinished);
  }

  @Override
  public void withdraw(String organisation, String id) {
    Optional<String> withdrawn =
        Declined.ifThere(
            () ->
                change(
                    organisation,
                    members -> {
                      members.withdraw(id);
                      return Optional.of(id);
                    }));
    if (withdrawn.isEmpty() && isConfirmed(organisation, id)) {
      throw Members.confirmedMeanwhile();
    }
  }

  private boolean isConfirmed(String organisation, String id) {
    return invitation(organisation, id)
        .filter(now -> now.progress() == Progress.CONFIRMED)
        .isPresent();
  }

  @Override
  public Removal remove(String organisation, String nameOrAccount) {
    return change(organisation, members -> new Removal(members.remove(nameOrAccount)));
  }

  @Override
  public Removal finish(String organisation, Invitation ended) {
    String account = ended.account().orElseThrow();
    return change(organisation, members -> new Removal(members.finish(account)));
  }
}
