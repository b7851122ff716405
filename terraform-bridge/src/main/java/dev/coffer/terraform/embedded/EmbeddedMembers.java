package dev.coffer.terraform.embedded;

import dev.coffer.client.declaration.Admission;
import dev.coffer.client.declaration.DeclaredMembers;
import dev.coffer.client.organisation.InvitationLink;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Role;
import dev.coffer.terraform.declaration.Members;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Members and invitations by the client library. */
final class EmbeddedMembers implements Members {
  private final Client client;

  EmbeddedMembers(Client client) {
    this.client = client;
  }

  private <T> T with(String organisation, Function<DeclaredMembers, T> act) {
    return client.with(workspace -> act.apply(new DeclaredMembers(workspace, organisation)));
  }

  private <T> Optional<T> find(String organisation, Function<DeclaredMembers, Optional<T>> act) {
    return client.find(workspace -> act.apply(new DeclaredMembers(workspace, organisation)));
  }

  @Override
  public Optional<Member> find(String organisation, String nameOrAccount) {
    return find(organisation, members -> members.find(nameOrAccount).map(EmbeddedMembers::member));
  }

  private static Member member(dev.coffer.protocol.membership.Member member) {
    return new Member(
        member.account(), member.name(), rights(dev.coffer.client.declaration.Rights.of(member)));
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
    return with(organisation, members -> member(members.grant(nameOrAccount, rights(rights))));
  }

  @Override
  public Invitation invite(
      String organisation, Rights rights, Duration lifetime, Consumer<Invited> beforehand) {
    return with(
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
    return new Invitation(link.invitation(), Progress.INVITED, rights, Optional.empty());
  }

  @Override
  public Optional<Invitation> invitation(String organisation, String id) {
    return find(organisation, members -> members.admission(id).map(EmbeddedMembers::invitation));
  }

  private static Invitation invitation(Admission found) {
    return new Invitation(
        found.invitation(),
        Progress.valueOf(found.progress().name()),
        rights(found.offered()),
        found.account());
  }

  @Override
  public void withdraw(String organisation, String id) {
    find(
        organisation,
        members -> {
          members.withdraw(id);
          return Optional.of(id);
        });
  }

  @Override
  public Removal remove(String organisation, String nameOrAccount) {
    return with(organisation, members -> new Removal(members.remove(nameOrAccount)));
  }
}
