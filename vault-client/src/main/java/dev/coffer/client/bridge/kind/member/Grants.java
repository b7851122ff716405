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
    return declared(place.get(0)).now().members().stream()
        .filter(Member::isActive)
        .filter(member -> !Rights.of(member).equals(Rights.NONE))
        .map(member -> shown(place.get(0), member.name(), member))
        .toList();
  }

  private DeclaredMembers declared(String organisation) {
    return new DeclaredMembers(workspace, organisation);
  }

  @Override
  public Optional<Map<String, Object>> find(Address address) {
    return declared(address.organisation())
        .find(address.id())
        .filter(member -> !Rights.of(member).equals(Rights.NONE))
        .map(member -> shown(address.organisation(), address.id(), member));
  }

  @Override
  public Intent put(Address address, Optional<Map<String, Object>> now, Fields wish) {
    Rights rights = RightsText.read(wish);
    if (rights.equals(Rights.NONE)) {
      throw Fields.malformed(RightsText.ENVIRONMENTS, "grants nothing: to take a grant, DELETE it");
    }
    Member member = member(address);
    if (now.isPresent() && Rights.of(member).equals(rights)) {
      return Intent.none(now.get());
    }
    boolean takes = Rights.of(member).reach().isReducedBy(rights.reach());
    return new Intent(
        now.isPresent() ? Action.UPDATE : Action.CREATE,
        Optional.of(shown(address.organisation(), address.id(), member, rights)),
        () -> List.of(reader(address, member, rights)),
        takes ? List.of(NEW_KEYS) : List.of(),
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
    if (declared(address.organisation()).isSelf(member.account())) {
      throw BridgeProblem.CONFLICT.because(
          "this is the account's own grant, without which it could give none; nothing was changed");
    }
    return Intent.gone(List.of(NEW_KEYS), Intent.silent(() -> grant(address, member, Rights.NONE)));
  }

  private static Map<String, Object> shown(String organisation, String id, Member member) {
    return shown(organisation, id, member, Rights.of(member));
  }

  private static Map<String, Object> shown(
      String organisation, String id, Member member, Rights rights) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", id);
    shown.put("organisation", organisation);
    shown.put("member", member.name());
    shown.put("account", member.account());
    RightsText.show(shown, rights);
    return shown;
  }
}
