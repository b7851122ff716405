package dev.coffer.server.lpm;

import java.util.List;
import java.util.UUID;

/**
 * Fired, within the transaction of the change, when an account replaces the key that vaults are
 * wrapped to. Who keeps keys for the old one lets go of them in the same transaction.
 *
 * @param organisations those that have keys for the account, in the order in which they are locked
 */
public record SharingKeyChanged(UUID accountId, List<UUID> organisations) {
  public SharingKeyChanged {
    organisations = List.copyOf(organisations);
  }
}
