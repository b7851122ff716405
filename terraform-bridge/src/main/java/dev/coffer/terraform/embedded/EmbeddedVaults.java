package dev.coffer.terraform.embedded;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.declaration.DeclaredVaults;
import dev.coffer.client.declaration.Place;
import dev.coffer.client.declaration.VaultLook;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.declaration.Vaults;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Vaults by the client library. */
final class EmbeddedVaults implements Vaults {
  private final Client client;
  private final VaultLooks looks;

  EmbeddedVaults(Client client, VaultLooks looks) {
    this.client = client;
    this.looks = looks;
  }

  @Override
  public Optional<Vault> find(VaultPlace place) {
    return looks.find(place).map(VaultLooks.Look::vault).map(EmbeddedVaults::vault);
  }

  private static Vault vault(VaultLook look) {
    return new Vault(
        look.name(), look.version(), new TreeSet<>(look.keys().keySet()), look.schema());
  }

  @Override
  public Vault create(VaultPlace place, Optional<String> name) {
    return change(place, (vaults, where) -> vaults.create(where, name.orElse(place.vault())));
  }

  @Override
  public Vault rename(VaultPlace place, String name) {
    return change(place, (vaults, where) -> vaults.rename(where, name));
  }

  @Override
  public Vault describe(VaultPlace place, Map<String, Object> schema) {
    return change(place, (vaults, where) -> vaults.prescribe(where, schema));
  }

  private Vault change(VaultPlace place, BiFunction<DeclaredVaults, Place, VaultLook> act) {
    return vault(
        client.change(workspace -> act.apply(new DeclaredVaults(workspace), Client.place(place))));
  }

  @Override
  public Removal remove(VaultPlace place) {
    if (place.organisation().isEmpty()) {
      return Removal.STAYS;
    }
    Declined.ifThere(() -> client.change(workspace -> unshared(workspace, place)));
    return Removal.GONE;
  }

  /** Which vaults there are is the server's word, whichever way it says that one is gone. */
  private static Optional<Removal> unshared(Workspace workspace, VaultPlace place) {
    try {
      new DeclaredVaults(workspace).unshare(Client.place(place));
    } catch (ClientException.Refused e) {
      if (!e.code().equals(Problem.NOT_FOUND.code())) {
        throw e;
      }
    }
    return Optional.of(Removal.GONE);
  }
}
