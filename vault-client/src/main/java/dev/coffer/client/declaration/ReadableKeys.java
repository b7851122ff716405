package dev.coffer.client.declaration;

import dev.coffer.client.vault.VaultContents;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import java.util.List;

/**
 * What somebody can read, as a number.
 *
 * @param keys how many variables the environment has in the vault's newest version
 */
public record ReadableKeys(String vault, String environment, int keys) {

  /** What {@code environments} have in {@code contents}, also those that have nothing. */
  static List<ReadableKeys> of(
      VaultId vault, VaultContents contents, List<EnvironmentName> environments) {
    return environments.stream()
        .map(name -> new ReadableKeys(vault.value(), name.value(), contents.of(name).size()))
        .toList();
  }
}
