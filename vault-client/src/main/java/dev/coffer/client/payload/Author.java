package dev.coffer.client.payload;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.DeviceChain;

/** This device and the newest state of the account's chain that it has verified. */
public record Author(DeviceIdentity device, DeviceChain chain) {
  /**
   * Returns this author.
   *
   * @throws ClientException.Refused when the chain does not have this device as approved
   */
  Author requireApproved() {
    if (chain.device(device.keyId()).filter(ChainDevice::isApproved).isEmpty()) {
      throw new ClientException.Refused(
          403,
          "device_not_approved",
          "this device is not approved",
          "run 'coffer device list' and approve it from another device",
          null);
    }
    return this;
  }
}
