package dev.coffer.client.payload.key;

import dev.coffer.client.crypto.CannotOpen;
import dev.coffer.client.crypto.EnvironmentKey;
import dev.coffer.client.crypto.SectionSealing;
import dev.coffer.client.crypto.VaultKey;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.envelope.SectionContext;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What this device can open of one epoch: every environment, or some. Wiped when closed. */
public final class OpenedKeys implements SectionSealing.Keys, AutoCloseable {
  private final Optional<VaultKey> vault;
  private final SortedMap<EnvironmentName, EnvironmentKey> environments;

  private OpenedKeys(Optional<VaultKey> vault, Map<EnvironmentName, EnvironmentKey> environments) {
    this.vault = vault;
    this.environments = new TreeMap<>(environments);
  }

  /** Everything that {@code vault} opens. */
  static OpenedKeys of(VaultKey vault) {
    return new OpenedKeys(Optional.of(vault), Map.of());
  }

  /** These environments alone. */
  static OpenedKeys of(Map<EnvironmentName, EnvironmentKey> environments) {
    return new OpenedKeys(Optional.empty(), environments);
  }

  /** Whether there is a key of {@code environment}. */
  public boolean opens(EnvironmentName environment) {
    return vault.isPresent() || environments.containsKey(environment);
  }

  @Override
  public EnvironmentKey environmentKey(SectionContext place) {
    if (vault.isPresent()) {
      return vault.get().environmentKey(place);
    }
    return Optional.ofNullable(environments.get(place.environment()))
        .orElseThrow(CannotOpen::new)
        .environmentKey(place);
  }

  /** The vault key; empty where there are keys of single environments. */
  Optional<VaultKey> vault() {
    return vault;
  }

  @Override
  public void close() {
    vault.ifPresent(VaultKey::destroy);
    environments.values().forEach(EnvironmentKey::destroy);
  }

  @Override
  public String toString() {
    return vault.isPresent() ? "OpenedKeys[vault]" : "OpenedKeys" + environments.keySet();
  }
}
