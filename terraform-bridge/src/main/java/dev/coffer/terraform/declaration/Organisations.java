package dev.coffer.terraform.declaration;

import java.util.Optional;

/** The organisations that the account belongs to. */
public interface Organisations {

  /**
   * An organisation.
   *
   * @param fingerprint short text of its first event, which two people can compare
   * @param role the account's
   */
  record Organisation(String id, String name, String fingerprint, String role) {}

  Optional<Organisation> find(String nameOrId);

  /**
   * Begins an organisation whose owner is the account.
   *
   * @throws Declined with {@link Declined.Reason#CONFLICT} when the name is taken
   */
  Organisation create(String name);
}
