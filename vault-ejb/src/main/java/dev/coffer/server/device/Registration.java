package dev.coffer.server.device;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.wire.device.RegisterDevice;

/** A device that asks to be let in, with the commitment that begins its pairing. */
public record Registration(DeviceKeys keys, DeviceName name, Digest commitment) {

  /**
   * Reads a request.
   *
   * @throws Malformed when a part is absent or has not its form
   */
  public static Registration of(RegisterDevice request) {
    if (request.signingKey() == null
        || request.agreementKey() == null
        || request.commitment() == null) {
      throw new Malformed("a device has a name, a signingKey, an agreementKey and a commitment");
    }
    return new Registration(
        DeviceKeys.ofBase64(request.signingKey(), request.agreementKey()),
        new DeviceName(request.name()),
        Digest.parse(request.commitment()));
  }
}
