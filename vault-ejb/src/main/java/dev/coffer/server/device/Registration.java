package dev.coffer.server.device;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.Pairing;
import dev.coffer.protocol.wire.device.RegisterDevice;
import java.nio.charset.StandardCharsets;

/** A device that asks to be let in, with the commitment that begins its pairing. */
public record Registration(DeviceKeys keys, DeviceName name, Digest commitment) {

  /**
   * Reads a request.
   *
   * @throws Malformed when a part is absent or has not its form, or when the signature shows that
   *     whoever asks does not hold the keys
   */
  public static Registration of(RegisterDevice request) {
    if (request.signingKey() == null
        || request.agreementKey() == null
        || request.commitment() == null
        || request.signature() == null) {
      throw new Malformed(
          "a device has a name, a signingKey, an agreementKey, a commitment and a signature");
    }
    Registration asked =
        new Registration(
            DeviceKeys.ofBase64(request.signingKey(), request.agreementKey()),
            new DeviceName(request.name()),
            Digest.parse(request.commitment()));
    if (!asked.isSigned(Bytes.ofBase64(request.signature()))) {
      throw new Malformed("the signature is not by the device's signing key");
    }
    return asked;
  }

  private boolean isSigned(Bytes signature) {
    byte[] text = Pairing.registrationText(keys, name, commitment).getBytes(StandardCharsets.UTF_8);
    return keys.verificationKey().verifies(text, signature);
  }
}
