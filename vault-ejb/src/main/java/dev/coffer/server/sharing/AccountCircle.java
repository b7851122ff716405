package dev.coffer.server.sharing;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.envelope.Recipient;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The devices of one account, which all have the vault key and write.
 *
 * @param approved those that have rights now
 * @param chain whether an event belongs to the account's chain
 */
public record AccountCircle(Map<KeyId, DeviceKeys> approved, Predicate<ChainPosition> chain)
    implements Circle {

  @Override
  public Optional<DeviceKeys> author(KeyId device) {
    return Optional.ofNullable(approved.get(device));
  }

  @Override
  public boolean permits(Recipient recipient) {
    return recipient.scope().environment().isEmpty() && approved.containsKey(recipient.device());
  }

  @Override
  public boolean contains(ChainPosition position) {
    return chain.test(position);
  }
}
