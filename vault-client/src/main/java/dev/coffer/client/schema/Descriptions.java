package dev.coffer.client.schema;

import dev.coffer.client.schema.VariableDescription.Held;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.envelope.Envelope;
import dev.coffer.protocol.envelope.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Describes the variables of one environment from the local copy. No value leaves it. */
public final class Descriptions {
  private final EnvSchema schema;
  private final LocalVault local;
  private final List<EnvironmentName> lineage;
  private final Optional<Manifest> head;

  /**
   * Descriptions of one environment.
   *
   * @param lineage that environment last, those that it inherits from before it
   */
  public Descriptions(EnvSchema schema, LocalVault local, List<EnvironmentName> lineage) {
    this.schema = schema;
    this.local = local;
    this.lineage = List.copyOf(lineage);
    this.head = local.head().map(Envelope::manifest);
  }

  /** One for each variable that has rules or a value, sorted by name. */
  public List<VariableDescription> all() {
    TreeSet<String> names = new TreeSet<>(schema.rules().keySet());
    lineage.forEach(environment -> names.addAll(local.working().of(environment).keySet()));
    return names.stream().map(this::describe).toList();
  }

  private VariableDescription describe(String name) {
    return new VariableDescription(
        name, schema.rule(name), schema.rules().containsKey(name), held(name));
  }

  private Optional<Held> held(String name) {
    return lineage.stream()
        .filter(environment -> local.working().of(environment).containsKey(name))
        .reduce((base, derived) -> derived)
        .map(environment -> held(environment, name));
  }

  /** A section is kept byte for byte while its environment is, so its version is a bound. */
  private Held held(EnvironmentName environment, String name) {
    String value = local.working().of(environment).get(name);
    if (!value.equals(local.base().of(environment).get(name))) {
      return new Held(environment, true, Optional.empty(), Optional.empty());
    }
    Optional<Integer> since =
        head.flatMap(manifest -> manifest.section(environment)).map(section -> section.version());
    Optional<Manifest> made = head.filter(m -> since.filter(v -> v == m.version()).isPresent());
    return new Held(environment, false, since, made.map(Manifest::time));
  }
}
