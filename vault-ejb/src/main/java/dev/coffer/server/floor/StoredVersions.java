package dev.coffer.server.floor;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.chain.VaultHead;
import java.util.Map;
import java.util.Optional;

/**
 * What is stored of the vaults that some heads name.
 *
 * @param heads by vault id; nothing of a vault that is not there
 * @param kept older versions of their histories
 * @param unshared the highest version at which a vault of this id was taken away, by vault id
 */
record StoredVersions(
    Map<String, Head> heads, Map<Version, Digest> kept, Map<String, Integer> unshared) {

  /** The newest version of the vault row {@code row}. */
  record Head(String row, int version, Digest digest) {}

  /** One version of the vault row {@code row}. */
  record Version(String row, int version) {}

  /** Why {@code named} is no head that anybody can have pulled; empty when somebody can have. */
  Optional<String> objection(VaultHead named) {
    String vault = named.vault().value();
    if (named.version() <= unshared.getOrDefault(vault, 0)) {
      return Optional.empty();
    }
    String says = "the event names version " + named.version() + " of vault " + vault;
    Head head = heads.get(vault);
    if (head == null) {
      return Optional.of(says + ", and there is no such vault");
    }
    if (named.version() > head.version()) {
      return Optional.of(says + ", which is at version " + head.version());
    }
    return digest(head, named.version())
        .filter(stored -> !stored.equals(named.manifest()))
        .map(other -> says + " with another digest than that version has");
  }

  /** Empty where the history does not tell any more: then nobody can have been told otherwise. */
  private Optional<Digest> digest(Head head, int version) {
    return version == head.version()
        ? Optional.of(head.digest())
        : Optional.ofNullable(kept.get(new Version(head.row(), version)));
  }
}
