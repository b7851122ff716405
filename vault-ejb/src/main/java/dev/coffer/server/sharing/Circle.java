package dev.coffer.server.sharing;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.envelope.Recipient;
import java.util.Optional;

/** Those among whom a vault is kept, as their chain says now. */
public interface Circle {

  /** The public keys of a device that may sign keys or envelopes here; which, other rules say. */
  Optional<DeviceKeys> author(KeyId device);

  /** Whether {@code recipient} may have the key that it names. */
  boolean permits(Recipient recipient);

  /** Whether {@code position} names an event of the chain. */
  boolean contains(ChainPosition position);
}
