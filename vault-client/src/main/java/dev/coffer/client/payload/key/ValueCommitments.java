package dev.coffer.client.payload.key;

import dev.coffer.client.crypto.CannotOpen;
import dev.coffer.client.crypto.EnvironmentKey;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.client.vault.Commitments;
import dev.coffer.client.vault.LocalVault;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.envelope.SectionContext;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Commits to the values of a version that was accepted, with the keys that came with it. */
public final class ValueCommitments {
  private final VaultId vault;
  private final VaultKeys keys;

  public ValueCommitments(VaultId vault, VaultKeys keys) {
    this.vault = vault;
    this.keys = keys;
  }

  /** Those of every value that is in {@code accepted}. */
  public Commitments of(AcceptedVersion accepted) {
    SortedMap<String, SortedMap<String, String>> texts = new TreeMap<>();
    if (!accepted.contents().isEmpty()) {
      LocalVault head = LocalVault.fresh(vault).at(accepted);
      List<EnvironmentName> environments =
          accepted.contents().environments().keySet().stream().map(EnvironmentName::new).toList();
      try (OpenedKeys opened = keys.own(head, environments)) {
        int epoch = head.head().orElseThrow().manifest().epoch();
        for (EnvironmentName environment : environments) {
          SectionContext place = new SectionContext(vault, epoch, environment, head.version());
          texts.put(environment.value(), texts(opened, place, accepted.contents().of(environment)));
        }
      } catch (CannotOpen e) {
        throw VaultKeys.refused("the keys of the vault's values: " + e.getMessage());
      }
    }
    return new Commitments(accepted.version(), texts);
  }

  private static SortedMap<String, String> texts(
      OpenedKeys opened, SectionContext place, Map<String, String> variables) {
    EnvironmentKey key = opened.environmentKey(place);
    try {
      SortedMap<String, String> texts = new TreeMap<>();
      variables.forEach(
          (name, value) -> texts.put(name, text(place.epoch(), key.commitment(name, value))));
      return texts;
    } finally {
      key.destroy();
    }
  }

  private static String text(int epoch, byte[] commitment) {
    return epoch + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(commitment);
  }
}
