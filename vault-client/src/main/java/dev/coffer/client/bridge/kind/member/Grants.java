package dev.coffer.client.bridge.kind.member;

import dev.coffer.client.Workspace;
import dev.coffer.client.bridge.desk.Address;
import dev.coffer.client.bridge.desk.Intent;
import dev.coffer.client.bridge.desk.Intent.Action;
import dev.coffer.client.bridge.desk.Intent.Reader;
import dev.coffer.client.bridge.desk.Kind;
import dev.coffer.client.bridge.http.BridgeProblem;
import dev.coffer.client.bridge.http.Fields;
import dev.coffer.client.declaration.DeclaredMembers;
import dev.coffer.client.declaration.KeyCounts;
import dev.coffer.client.declaration.Rights;
import dev.coffer.protocol.membership.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code grants}: all that one member may do. Without one a member stays, and reads nothing. */
public final class Grants implements Kind {
  private static final String NEW_KEYS =
      "something is taken: every vault of the organisation gets a new key";

  private final Workspace workspace;

  public Grants(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public String name() {
    return "grants";
  }

  @Override
  public List<String> place() {
    return List.of("organisation");
  }

  @Override
  public List<String> members() {
    return List.of(RightsText.ROLE, RightsText.ENVIRONMENTS);
  }

  @Override
  public List<Map<String, Object>> list(List<String> place) {
    DeclaredMembers members = declared(place.get(0));
    return members.now().members().stream()
        .filter(Member::isActive)
        .filter(member -> isShown(members, member))
        .map(member -> shown(members, member.name(), member))
        .toList();
  }

  /** Also one that was taken, as long as vaults still have a key that came with it. */
  private static boolean isShown(DeclaredMembers members, Member member) {
    return !Rights.of(member).equals(Rights.NONE)
        || !members.unfinished(member.account()).isEmpty();
  }

  private DeclaredMembers declared(String organisation) {
    return new DeclaredMembers(workspace, organisation);
  }

  @Override
  public Optional<Map<String, Object>> find(Address address) {
    DeclaredMembers members = declared(address.organisation());
    return members
        .find(address.id())
        .filter(member -> isShown(members, member))
        .map(member -> shown(members, address.id(), member));
  }

  @Override
  public Intent put(Address address, Optional<Map<String, Object>> now, Fields wish) {
    Rights rights = RightsText.read(wish);
    if (rights.equals(Rights.NONE)) {
      throw Fields.malformed(RightsText.ENVIRONMENTS, "grants nothing: to take a grant, DELETE it");
    }
    Member member = member(address);
    List<String> unfinished = declared(address.organisation()).unfinished(member.account());
    if (now.isPresent() && Rights.of(member).equals(rights) && unfinished.isEmpty()) {
      return Intent.none(now.get());
    }
    boolean takes = Rights.of(member).reach().isReducedBy(rights.reach());
    return new Intent(
        now.isPresent() ? Action.UPDATE : Action.CREATE,
        Optional.of(shown(address.organisation(), address.id(), member, rights, List.of())),
        () -> List.of(reader(address, member, rights)),
        takes ? List.of(NEW_KEYS) : Leftover.warnings(unfinished),
        Intent.silent(() -> grant(address, member, rights)));
  }

  private Member member(Address address) {
    return declared(address.organisation())
        .find(address.id())
        .orElseThrow(
            () ->
                BridgeProblem.CONFLICT.because(
                    "the organisation has no such member yet; nothing was changed",
                    "declare a membership, and have its code compared, first"));
  }

  private Reader reader(Address address, Member member, Rights rights) {
    return Reader.gaining(
        "member " + member.name(),
        member.reach(),
        rights.reach(),
        () -> KeyCounts.of(workspace, address.organisation()));
  }

  private void grant(Address address, Member member, Rights rights) {
    declared(address.organisation()).grant(member.account(), rights);
  }

  @Override
  public Intent delete(Address address, Map<String, Object> now) {
    Member member = member(address);
    DeclaredMembers members = declared(address.organisation());
    if (members.isSelf(member.account())) {
      throw BridgeProblem.CONFLICT.because(
          "this is the account's own grant, without which it could give none; nothing was changed");
    }
    List<String> follows =
        Rights.of(member).equals(Rights.NONE)
            ? Leftover.warnings(members.unfinished(member.account()))
            : List.of(NEW_KEYS);
    return Intent.gone(follows, Intent.silent(() -> grant(address, member, Rights.NONE)));
  }

  private static Map<String, Object> shown(DeclaredMembers members, String id, Member member) {
    List<String> unfinished = members.unfinished(member.account());
    return shown(members.named(), id, member, Rights.of(member), unfinished);
  }

  private static Map<String, Object> shown(
      String organisation, String id, Member member, Rights rights, List<String> unfinished) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", id);
    shown.put("organisation", organisation);
    shown.put("member", member.name());
    shown.put("account", member.account());
    RightsText.show(shown, rights);
    Leftover.show(shown, unfinished);
    return shown;
  }
}
