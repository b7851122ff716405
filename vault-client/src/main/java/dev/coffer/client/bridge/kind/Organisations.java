package dev.coffer.client.bridge.kind;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.bridge.desk.Address;
import dev.coffer.client.bridge.desk.Intent;
import dev.coffer.client.bridge.desk.Intent.Action;
import dev.coffer.client.bridge.desk.Kind;
import dev.coffer.client.bridge.http.Fields;
import dev.coffer.client.bridge.kind.member.Leftover;
import dev.coffer.client.declaration.DeclaredOrganisations;
import dev.coffer.client.declaration.DeclaredOrganisations.Own;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.membership.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code organisations}: those that the account belongs to. None is ever deleted. */
final class Organisations implements Kind {
  private final Workspace workspace;

  Organisations(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public String name() {
    return "organisations";
  }

  @Override
  public List<String> place() {
    return List.of();
  }

  @Override
  public Set<String> methods() {
    return Set.of("GET", "PUT");
  }

  @Override
  public List<Map<String, Object>> list(List<String> place) {
    return declared().all().stream().map(this::shown).toList();
  }

  private DeclaredOrganisations declared() {
    return new DeclaredOrganisations(workspace);
  }

  @Override
  public Optional<Map<String, Object>> find(Address address) {
    try {
      return declared().find(address.id()).map(this::shown);
    } catch (ClientException.NotFound e) {
      return Optional.empty();
    }
  }

  @Override
  public Intent put(Address address, Optional<Map<String, Object>> now, Fields wish) {
    if (now.isPresent()) {
      return Intent.none(now.get());
    }
    OrganisationName name = Fields.read("id", () -> new OrganisationName(address.id()));
    Map<String, Object> after = shown(name.value(), null, null, Role.OWNER.text(), List.of());
    return Intent.of(Action.CREATE, after, () -> declared().create(name));
  }

  private Map<String, Object> shown(Own own) {
    var membership = own.chain().membership();
    return shown(
        membership.name().value(),
        membership.organisation().toString(),
        own.chain().fingerprint(),
        own.self().role().text(),
        declared().unfinished(own));
  }

  private static Map<String, Object> shown(
      String name, String organisation, String fingerprint, String role, List<String> unfinished) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", name);
    shown.put("organisation", organisation);
    shown.put("fingerprint", fingerprint);
    shown.put("role", role);
    Leftover.show(shown, unfinished);
    return shown;
  }
}
