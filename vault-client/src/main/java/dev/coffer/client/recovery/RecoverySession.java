package dev.coffer.client.recovery;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.DeviceRemote;
import dev.coffer.client.remote.VaultRemote;

/**
 * The server as the recovery key's device speaks to it: a session of its own, since a session
 * belongs to one device. Closing ends it.
 *
 * @param end tells the server that the session is over
 */
public record RecoverySession(DeviceRemote devices, VaultRemote vaults, Runnable end)
    implements AutoCloseable {

  /** Does not fail: the session is known to nobody else and ends by itself within a day. */
  @Override
  public void close() {
    try {
      end.run();
    } catch (ClientException e) {
      return; // what was to be done is done, and has been told
    }
  }
}
