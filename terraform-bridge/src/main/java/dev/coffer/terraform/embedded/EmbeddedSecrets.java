package dev.coffer.terraform.embedded;

import dev.coffer.client.ClientException;
import dev.coffer.client.sync.HeadChanges;
import dev.coffer.client.sync.VaultDescription;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.terraform.declaration.Secrets;
import dev.coffer.terraform.declaration.VaultPlace;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Variables by the client library, each change one version of its vault. */
final class EmbeddedSecrets implements Secrets {
  private final Client client;

  EmbeddedSecrets(Client client) {
    this.client = client;
  }

  @Override
  public Optional<Secret> find(Name name) {
    return client.find(workspace -> secret(Client.head(workspace, name.place()), name));
  }

  private static Optional<Secret> secret(HeadChanges head, Name name) {
    return head.variable(new EnvironmentName(name.environment()), name.key())
        .map(found -> new Secret(found.version(), found.commitment()));
  }

  @Override
  public Secret create(Name name, String value) {
    return changed(name, value, contents -> requireFree(name, value, contents));
  }

  private static void requireFree(Name name, String value, VaultContents contents) {
    String before = contents.of(new EnvironmentName(name.environment())).get(name.key());
    if (before != null && !before.equals(value)) {
      throw new ClientException.Conflict(
          "there is a variable " + name.text() + " already, with another value",
          "take it over: terraform import ADDRESS " + name.text());
    }
  }

  @Override
  public Secret put(Name name, String value) {
    return changed(name, value, contents -> {});
  }

  private Secret changed(Name name, String value, Consumer<VaultContents> check) {
    EnvironmentName environment = new EnvironmentName(name.environment());
    return client.change(
        workspace -> {
          HeadChanges head = Client.head(workspace, name.place());
          head.change(
              contents -> {
                check.accept(contents);
                return contents.with(environment, Map.of(name.key(), value));
              },
              VaultDescription.UNCHANGED);
          return secret(head, name).orElseThrow();
        });
  }

  @Override
  public void remove(Name name) {
    EnvironmentName environment = new EnvironmentName(name.environment());
    Client.ifThere(
        () ->
            client.change(
                workspace -> {
                  Client.head(workspace, name.place())
                      .change(
                          contents -> contents.without(environment, Set.of(name.key())),
                          VaultDescription.UNCHANGED);
                  return Optional.of(name);
                }));
  }

  @Override
  public SortedMap<String, String> read(VaultPlace place, String environment) {
    EnvironmentName named = new EnvironmentName(environment);
    return client.read(
        workspace ->
            Client.head(workspace, place)
                .newest()
                .map(head -> head.version().contents().of(named))
                .orElseThrow(
                    () ->
                        new ClientException.NotFound(
                            "there is no vault " + place, "check its name and organisation")));
  }
}
