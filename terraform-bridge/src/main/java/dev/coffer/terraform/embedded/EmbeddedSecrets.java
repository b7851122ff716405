package dev.coffer.terraform.embedded;

import dev.coffer.client.ClientException;
import dev.coffer.client.vault.Commitments;
import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Secrets;
import dev.coffer.terraform.declaration.VaultPlace;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * Variables by the client library, each change one version of its vault. Values are opened, and
 * only commitments kept.
 */
final class EmbeddedSecrets implements Secrets {
  private final Client client;
  private final VaultLooks looks;

  EmbeddedSecrets(Client client, VaultLooks looks) {
    this.client = client;
    this.looks = looks;
  }

  @Override
  public Optional<Secret> find(Name name) {
    return looks
        .find(name.place())
        .map(VaultLooks.Look::commitments)
        .flatMap(commitments -> secret(commitments, name));
  }

  private static Optional<Secret> secret(Commitments commitments, Name name) {
    return commitments
        .of(environment(name), name.key())
        .map(text -> new Secret(commitments.version(), text));
  }

  private static EnvironmentName environment(Name name) {
    return new EnvironmentName(name.environment());
  }

  @Override
  public Secret create(Name name, String value) {
    return changed(
        name,
        contents -> {
          requireFree(name, value, contents);
          return with(contents, name, value);
        });
  }

  private static void requireFree(Name name, String value, VaultContents contents) {
    String before = contents.of(environment(name)).get(name.key());
    if (before != null && !before.equals(value)) {
      throw new ClientException.Conflict(
          "there is a variable " + name.text() + " already, with another value",
          "take it over: terraform import ADDRESS " + name.text());
    }
  }

  private static VaultContents with(VaultContents contents, Name name, String value) {
    return contents.with(environment(name), Map.of(name.key(), value));
  }

  @Override
  public Secret put(Name name, String value) {
    return changed(name, contents -> with(contents, name, value));
  }

  private Secret changed(Name name, UnaryOperator<VaultContents> change) {
    return secret(looks.change(name.place(), change).commitments(), name).orElseThrow();
  }

  @Override
  public void remove(Name name) {
    Declined.ifThere(
        () ->
            Optional.of(
                looks.change(
                    name.place(),
                    contents -> contents.without(environment(name), Set.of(name.key())))));
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
