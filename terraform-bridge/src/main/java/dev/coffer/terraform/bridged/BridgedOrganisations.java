package dev.coffer.terraform.bridged;

import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Declined.Reason;
import dev.coffer.terraform.declaration.Organisations;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Organisations by the bridge. */
final class BridgedOrganisations implements Organisations {
  private static final String ORGANISATIONS = "organisations";

  private final Bridge bridge;

  BridgedOrganisations(Bridge bridge) {
    this.bridge = bridge;
  }

  @Override
  public Optional<Organisation> find(String nameOrId) {
    return bridge.find(Route.of(ORGANISATIONS, nameOrId)).map(BridgedOrganisations::organisation);
  }

  private static Organisation organisation(Shown shown) {
    return new Organisation(
        shown.required("organisation"),
        shown.required("id"),
        shown.required("fingerprint"),
        shown.required("role"),
        shown.texts("unfinished"));
  }

  /** One that has nobody and nothing yet is what an apply that was interrupted has left. */
  @Override
  public Organisation create(String name) {
    try {
      return organisation(bridge.create(Route.of(ORGANISATIONS, name), Map.of()));
    } catch (Declined e) {
      if (e.reason() != Reason.CONFLICT) {
        throw e;
      }
      return find(name).filter(there -> isAsBegun(name)).orElseThrow(() -> isThere(name));
    }
  }

  private boolean isAsBegun(String name) {
    return size(Route.of("memberships", name)) == 1 && size(Route.of("vaults", name)) == 0;
  }

  private int size(Route route) {
    return bridge.list(route).map(List::size).orElse(0);
  }

  private static Declined isThere(String name) {
    return new Declined(
        Reason.CONFLICT,
        "there is an organisation called " + name + " already",
        "take another name, or, if you belong to it: terraform import ADDRESS " + name);
  }
}
