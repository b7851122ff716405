package dev.coffer.client.bridge.kind.member;

import dev.coffer.client.Workspace;
import dev.coffer.client.bridge.desk.Address;
import dev.coffer.client.bridge.desk.Intent;
import dev.coffer.client.bridge.desk.Intent.Action;
import dev.coffer.client.bridge.desk.Intent.Reader;
import dev.coffer.client.bridge.desk.Kind;
import dev.coffer.client.bridge.http.BridgeProblem;
import dev.coffer.client.bridge.http.Fields;
import dev.coffer.client.bridge.http.Refusal;
import dev.coffer.client.declaration.Admission;
import dev.coffer.client.declaration.Admission.Progress;
import dev.coffer.client.declaration.DeclaredMembers;
import dev.coffer.client.declaration.KeyCounts;
import dev.coffer.client.declaration.Rights;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.membership.Invitation;
import dev.coffer.protocol.membership.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code memberships}: an invitation, the membership that comes of it, and its end. In between two
 * people compare codes, and no program can do that for them.
 */
public final class Memberships implements Kind {
  private static final String HOURS = "expiresInHours";
  private static final int A_WEEK = 168;
  private static final int A_YEAR = 8760;

  private final Workspace workspace;
  private final KeptInvitations kept;

  public Memberships(Workspace workspace) {
    this.workspace = workspace;
    this.kept = new KeptInvitations(workspace);
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
    Map<String, String> named = kept.names(members);
    List<Map<String, Object>> found = new ArrayList<>();
    for (Member member : members.now().members()) {
      if (isShown(members, member)) {
        found.add(ofMember(members, member, named));
      }
    }
    members.now().invitations().stream()
        .filter(invitation -> invitation.status() != Invitation.Status.CONFIRMED)
        .flatMap(invitation -> members.admission(invitation.id()).stream())
        .filter(Memberships::isOnTheWay)
        .map(admission -> shown(members, name(named, admission), admission))
        .forEach(found::add);
    return found;
  }

  private static boolean isShown(DeclaredMembers members, Member member) {
    return member.isActive()
        || (Admission.isRemoved(member) && !members.unfinished(member.account()).isEmpty());
  }

  private static boolean isOnTheWay(Admission admission) {
    return admission.progress() == Progress.INVITED || admission.progress() == Progress.JOINED;
  }

  private Map<String, Object> ofMember(
      DeclaredMembers members, Member member, Map<String, String> named) {
    return members
        .admission(member.name())
        .map(
            admission ->
                shown(
                    members, named.getOrDefault(admission.invitation(), member.name()), admission))
        .orElseGet(() -> shown(members, member.name(), member));
  }

  private static String name(Map<String, String> named, Admission admission) {
    return named.getOrDefault(admission.invitation(), admission.invitation());
  }

  private DeclaredMembers declared(String organisation) {
    return new DeclaredMembers(workspace, organisation);
  }

  @Override
  public Optional<Map<String, Object>> find(Address address) {
    DeclaredMembers members = declared(address.organisation());
    return kept.find(members, address.id())
        .map(admission -> shown(members, address.id(), admission))
        .or(
            () ->
                members
                    .find(address.id())
                    .or(() -> members.removed(address.id()))
                    .map(member -> shown(members, address.id(), member)));
  }

  private Map<String, Object> shown(DeclaredMembers members, String id, Admission admission) {
    List<String> unfinished =
        admission.progress() == Progress.REMOVED
            ? members.unfinished(admission.account().orElseThrow())
            : List.of();
    return MembershipShape.of(members.named(), id, admission, kept.linkFile(admission), unfinished);
  }

  private static Map<String, Object> shown(DeclaredMembers members, String id, Member member) {
    List<String> unfinished = member.isActive() ? List.of() : members.unfinished(member.account());
    return MembershipShape.of(members.named(), id, member, unfinished);
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
    if (MembershipShape.isRemoved(now.get())) {
      MemberRemoval left = removal(address, members, now.get());
      Runnable act =
          () -> {
            left.carryOut();
            invite(address, rights, lifetime);
          };
      return intent(Action.UPDATE, address, after, rights, act).with(left.warnings());
    }
    if (MembershipShape.offersTheSame(now.get(), after)) {
      return Intent.none(now.get());
    }
    Admission open =
        kept.find(members, address.id())
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
    members.invite(rights, lifetime, link -> kept.keep(members, address.id(), link));
  }

  private void withdraw(DeclaredMembers members, String invitation) {
    members.withdraw(invitation);
    kept.forget(members, invitation);
  }

  @Override
  public Intent delete(Address address, Map<String, Object> now) {
    DeclaredMembers members = declared(address.organisation());
    if (MembershipShape.isConfirmed(now) || MembershipShape.isRemoved(now)) {
      MemberRemoval removal = removal(address, members, now);
      return Intent.gone(removal.warnings(), removal::carryOut);
    }
    String open = MembershipShape.invitation(now).orElseThrow();
    return Intent.gone(List.of(), Intent.silent(() -> withdraw(members, open)));
  }

  private MemberRemoval removal(Address address, DeclaredMembers members, Map<String, Object> now) {
    String account = MembershipShape.account(now);
    if (members.isSelf(account)) {
      throw BridgeProblem.CONFLICT.because(
          "this is the account's own membership; nothing was changed", "run 'coffer org leave'");
    }
    boolean stands = MembershipShape.isRemoved(now);
    return new MemberRemoval(kept, members, address.organisation(), account, stands);
  }
}
