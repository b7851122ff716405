package dev.coffer.server.organisation;

import dev.coffer.protocol.KeyId;
import java.util.List;
import java.util.UUID;

/**
 * Fired, within the transaction of the event, when members of an organisation may read something
 * else than before. Who keeps something for those that lost it lets go of it in the same
 * transaction.
 *
 * @param lost devices that have no rights any more; perhaps none
 */
public record RightsChanged(UUID organisation, List<KeyId> lost) {
  public RightsChanged {
    lost = List.copyOf(lost);
  }
}
