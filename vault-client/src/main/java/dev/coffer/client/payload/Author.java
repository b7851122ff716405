package dev.coffer.client.payload;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.problem.Problem;

/** This device and the newest state of the chain that it has verified. */
public record Author(DeviceIdentity device, Roster roster) {
  /** What this device may do now. */
  Reach reach() {
    return roster.reach(device.keyId());
  }

  /**
   * Returns this author.
   *
   * @throws ClientException.Refused when the chain does not have this device as approved
   */
  Author requireApproved() {
    if (roster.device(device.keyId()).filter(ChainDevice::isApproved).isEmpty()) {
      throw new ClientException.Refused(
          403,
          "device_not_approved",
          "this device is not approved",
          "run 'coffer device list' and approve it from another device",
          null);
    }
    return this;
  }

  /**
   * Returns this author.
   *
   * @throws ClientException.Refused when it is not approved, or may write nothing
   */
  Author requireWriter() {
    if (!requireApproved().reach().writesAny()) {
      throw forbidden(
          "this device may read the vault, but not write it",
          "nothing was sent; who administers the organisation can give it the right");
    }
    return this;
  }

  /** With the code that the server gives for the same. */
  static ClientException forbidden(String message, String hint) {
    return refused(Problem.ROLE_NOT_ENOUGH, message, hint);
  }

  static ClientException refused(Problem problem, String message, String hint) {
    return new ClientException.Refused(problem.status(), problem.code(), message, hint, null);
  }
}
