package dev.coffer.terraform.declaration;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** Vaults in format coffer/1, without what is in them. */
public interface Vaults {

  /**
   * A vault.
   *
   * @param name what people call it
   * @param version its newest version
   * @param environments those that have a variable
   * @param schema the rules for its variables, as docs/schema.md has them
   */
  record Vault(
      String name,
      int version,
      SortedSet<String> environments,
      Optional<Map<String, Object>> schema) {}

  /** What becomes of a vault that is no longer declared. */
  enum Removal {
    /** It is gone from the server, with its history. */
    GONE,
    /** It stays: an account's own vault is never deleted. */
    STAYS
  }

  Optional<Vault> find(VaultPlace place);

  /**
   * Begins a vault without variables, with keys for everybody who should have them.
   *
   * @throws Declined with {@link Declined.Reason#CONFLICT} when there is one
   */
  Vault create(VaultPlace place, Optional<String> name);

  Vault rename(VaultPlace place, String name);

  /** Replaces the rules for the vault's variables. */
  Vault describe(VaultPlace place, Map<String, Object> schema);

  /** Takes the vault away; nothing when there is none. */
  Removal remove(VaultPlace place);
}
