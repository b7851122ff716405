package dev.coffer.terraform.declaration;

import java.util.List;
import java.util.Optional;

/** The organisations that the account belongs to. */
public interface Organisations {

  /**
   * An organisation.
   *
   * @param fingerprint short text of its first event, which two people can compare
   * @param role the account's
   * @param unfinished the vaults that still have a key to which somebody has lost the right
   */
  record Organisation(
      String id, String name, String fingerprint, String role, List<String> unfinished) {
    public Organisation {
      unfinished = List.copyOf(unfinished);
    }
  }

  Optional<Organisation> find(String nameOrId);

  /**
   * Begins an organisation whose owner is the account.
   *
   * @throws Declined with {@link Declined.Reason#CONFLICT} when the name is taken
   */
  Organisation create(String name);
}
