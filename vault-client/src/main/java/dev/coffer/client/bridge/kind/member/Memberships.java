package dev.coffer.client.bridge.kind.member;

import dev.coffer.client.Workspace;
import dev.coffer.client.bridge.desk.Address;
import dev.coffer.client.bridge.desk.Intent;
import dev.coffer.client.bridge.desk.Intent.Action;
import dev.coffer.client.bridge.desk.Intent.Done;
import dev.coffer.client.bridge.desk.Intent.Reader;
import dev.coffer.client.bridge.desk.Kind;
import dev.coffer.client.bridge.http.BridgeProblem;
import dev.coffer.client.bridge.http.Fields;
import dev.coffer.client.bridge.http.Refusal;
import dev.coffer.client.declaration.Admission;
import dev.coffer.client.declaration.Admission.Progress;
import dev.coffer.client.declaration.DeclaredMembers;
import dev.coffer.client.declaration.InvitationNames;
import dev.coffer.client.declaration.KeyCounts;
import dev.coffer.client.declaration.Rights;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.membership.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * {@code memberships}: an invitation, the membership that comes of it, and its end. In between two
 * people compare codes, and no program can do that for them.
 */
public final class Memberships implements Kind {
  private static final String HOURS = "expiresInHours";
  private static final int A_WEEK = 168;
  private static final int A_YEAR = 8760;

  private final Workspace workspace;

  public Memberships(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public String name() {
    return "memberships";
  }

  @Override
  public List<String> place() {
    return List.of("organisation");
  }

  @Override
  public List<String> members() {
    return List.of(RightsText.ROLE, RightsText.ENVIRONMENTS, HOURS);
  }

  @Override
  public List<Map<String, Object>> list(List<String> place) {
    DeclaredMembers members = declared(place.get(0));
    Map<String, String> named = new LinkedHashMap<>();
    names().all(members.organisation().id()).forEach((name, id) -> named.put(id, name));
    List<Map<String, Object>> found = new ArrayList<>();
    for (Member member : members.now().members()) {
      if (member.isActive()) {
        found.add(ofMember(place.get(0), members, member, named));
      }
    }
    for (var invitation : members.now().invitations()) {
      members
          .admission(invitation.id())
          .filter(admission -> admission.progress() != Progress.CONFIRMED)
          .map(admission -> shown(place.get(0), name(named, admission), admission))
          .ifPresent(found::add);
    }
    return found;
  }

  private Map<String, Object> ofMember(
      String organisation, DeclaredMembers members, Member member, Map<String, String> named) {
    return members
        .admission(member.name())
        .map(
            admission ->
                shown(
                    organisation,
                    named.getOrDefault(admission.invitation(), member.name()),
                    admission))
        .orElseGet(() -> MembershipShape.of(organisation, member.name(), member));
  }

  private static String name(Map<String, String> named, Admission admission) {
    return named.getOrDefault(admission.invitation(), admission.invitation());
  }

  private DeclaredMembers declared(String organisation) {
    return new DeclaredMembers(workspace, organisation);
  }

  private InvitationNames names() {
    return new InvitationNames(workspace.folder());
  }

  @Override
  public Optional<Map<String, Object>> find(Address address) {
    DeclaredMembers members = declared(address.organisation());
    return admission(members, address.id())
        .map(admission -> shown(address.organisation(), address.id(), admission))
        .or(
            () ->
                members
                    .find(address.id())
                    .map(
                        member ->
                            MembershipShape.of(address.organisation(), address.id(), member)));
  }

  /** By the name that was declared here, else by the invitation's id or the member's name. */
  private Optional<Admission> admission(DeclaredMembers members, String id) {
    UUID organisation = members.organisation().id();
    return names()
        .find(organisation, id)
        .flatMap(members::admission)
        .or(() -> members.admission(id));
  }

  @Override
  public Intent put(Address address, Optional<Map<String, Object>> now, Fields wish) {
    Rights rights = RightsText.read(wish);
    Duration lifetime = lifetime(wish);
    DeclaredMembers members = declared(address.organisation());
    Map<String, Object> after = MembershipShape.invited(address, rights);
    if (now.isEmpty()) {
      return intent(Action.CREATE, address, after, rights, () -> invite(address, rights, lifetime));
    }
    if (MembershipShape.offersTheSame(now.get(), after)) {
      return Intent.none(now.get());
    }
    Admission open =
        admission(members, address.id())
            .filter(admission -> admission.progress() == Progress.INVITED)
            .orElseThrow(Memberships::accepted);
    return intent(
        Action.UPDATE,
        address,
        after,
        rights,
        () -> {
          withdraw(members, open.invitation());
          invite(address, rights, lifetime);
        });
  }

  private static Duration lifetime(Fields wish) {
    OptionalInt hours = wish.number(HOURS);
    if (hours.isPresent() && (hours.getAsInt() < 1 || hours.getAsInt() > A_YEAR)) {
      throw Fields.malformed(HOURS, "an invitation can be accepted for 1 to " + A_YEAR + " hours");
    }
    return Duration.ofHours(hours.orElse(A_WEEK));
  }

  private static Refusal accepted() {
    return BridgeProblem.CONFLICT.because(
        "the invitation was accepted, so that what it offers cannot change; nothing was changed",
        "say in a grant what the member may do now");
  }

  private Intent intent(
      Action action, Address address, Map<String, Object> after, Rights rights, Runnable act) {
    return new Intent(
        action,
        Optional.of(after),
        () -> List.of(reader(address, rights)),
        List.of("nobody can read anything before two people have compared the code"),
        Intent.silent(act));
  }

  private Reader reader(Address address, Rights rights) {
    return Reader.gaining(
        "whoever accepts the invitation",
        Reach.NOTHING,
        rights.reach(),
        () -> KeyCounts.of(workspace, address.organisation()));
  }

  /**
   * The link is kept before there is an invitation: one whose link nobody can read is one that
   * nobody may use either, and an answer that is lost must not lose the link.
   */
  private void invite(Address address, Rights rights, Duration lifetime) {
    DeclaredMembers members = declared(address.organisation());
    members.invite(
        rights,
        lifetime,
        link -> {
          linkFile(link.invitation()).write(link);
          names().put(members.organisation().id(), address.id(), link.invitation());
        });
  }

  private LinkFile linkFile(String invitation) {
    return LinkFile.of(workspace.profile().folder(), invitation);
  }

  private void withdraw(DeclaredMembers members, String invitation) {
    members.withdraw(invitation);
    forget(members, invitation);
  }

  private void forget(DeclaredMembers members, String invitation) {
    linkFile(invitation).remove();
    names().remove(members.organisation().id(), invitation);
  }

  /** The member may have been named by the account as well, of which no invitation is shown. */
  private void forgetAllOf(DeclaredMembers members, String account) {
    members.now().invitations().stream()
        .filter(invitation -> invitation.joiner().equals(Optional.of(account)))
        .forEach(invitation -> forget(members, invitation.id()));
  }

  @Override
  public Intent delete(Address address, Map<String, Object> now) {
    DeclaredMembers members = declared(address.organisation());
    if (!MembershipShape.isConfirmed(now)) {
      String open = MembershipShape.invitation(now).orElseThrow();
      return Intent.gone(List.of(), Intent.silent(() -> withdraw(members, open)));
    }
    String account = MembershipShape.account(now);
    if (members.isSelf(account)) {
      throw BridgeProblem.CONFLICT.because(
          "this is the account's own membership; nothing was changed", "run 'coffer org leave'");
    }
    return Intent.gone(
        List.of("every vault of the organisation gets a new key"),
        () -> {
          int readable = members.remove(account);
          forgetAllOf(members, account);
          return new Done(toReplace(address, account, readable), OptionalInt.of(readable));
        });
  }

  private static List<String> toReplace(Address address, String account, int readable) {
    return readable == 0
        ? List.of()
        : List.of(
            "the removed member has read or could read "
                + readable
                + " values, which are to be replaced where they are used: 'coffer org remove "
                + account
                + " --org "
                + address.organisation()
                + "' lists them");
  }

  private Map<String, Object> shown(String organisation, String id, Admission admission) {
    Optional<String> link =
        admission.progress() == Progress.INVITED
            ? linkFile(admission.invitation()).text()
            : Optional.empty();
    return MembershipShape.of(organisation, id, admission, link);
  }
}
