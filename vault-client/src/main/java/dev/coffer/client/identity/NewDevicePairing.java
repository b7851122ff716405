package dev.coffer.client.identity;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.DeviceIdentity;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.Pairing;
import dev.coffer.protocol.wire.device.PairingChallenge;
import dev.coffer.protocol.wire.device.PairingReveal;
import dev.coffer.protocol.wire.device.RegisterDevice;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The new device's side of one pairing: register, answer one challenge, compare codes. Its nonce
 * serves once; a pairing that was interrupted or failed starts anew with another one. Not safe for
 * several threads.
 */
public final class NewDevicePairing {
  private final DeviceIdentity identity;
  private final DeviceKeys keys;
  private final DeviceName name;
  private final Bytes nonce;
  private Optional<PairingChallenge> answered = Optional.empty();
  private Optional<Pairing.Transcript> transcript = Optional.empty();

  public NewDevicePairing(DeviceIdentity identity, DeviceName name, SecureRandom random) {
    this.identity = identity;
    this.keys = identity.keys();
    this.name = name;
    this.nonce = PairingCode.nonce(random);
  }

  /** What the server is told first. */
  public RegisterDevice registration() {
    Digest commitment = Pairing.commitment(keys, name, nonce);
    String signed = Pairing.registrationText(keys, name, commitment);
    return new RegisterDevice(
        name.value(),
        keys.signing().base64(),
        keys.agreement().base64(),
        commitment.text(),
        identity.sign(signed.getBytes(StandardCharsets.UTF_8)).base64());
  }

  /**
   * Fixes the challenge and opens this device's nonce. Asked again with the same challenge, it
   * gives the same answer.
   *
   * @throws ClientException.Tampered for a second, different challenge: whoever chose it may know
   *     the nonce
   */
  public PairingReveal answer(PairingChallenge challenge) {
    if (answered.isPresent() && !answered.get().equals(challenge)) {
      throw tampered("the server changed the pairing's challenge after it was answered");
    }
    if (answered.isEmpty()) {
      transcript = Optional.of(read(challenge));
      answered = Optional.of(challenge);
    }
    return new PairingReveal(nonce.base64());
  }

  private Pairing.Transcript read(PairingChallenge challenge) {
    try {
      return new Pairing.Transcript(
          Digest.parse(challenge.genesis()),
          new ChainPosition(challenge.sequence(), Digest.parse(challenge.head())),
          new KeyId(challenge.approver()),
          keys,
          name,
          Bytes.ofBase64(challenge.nonce(), Pairing.NONCE_LENGTH),
          nonce);
    } catch (Malformed | NullPointerException e) {
      throw tampered("the pairing's challenge is malformed");
    }
  }

  /** The code to show, as {@code 1234 5678}; after {@link #answer}. */
  public String code() {
    return Pairing.code(
        transcript.orElseThrow(() -> new IllegalStateException("no challenge yet")));
  }

  /**
   * Ends the pairing. Without this step a server could pair the new device with an account of its
   * own making, whose devices would then receive what is pushed from here.
   *
   * @param codeOfApprover as the person read it on the approving device
   * @throws ClientException.Tampered when it is not this device's code
   */
  public ConfirmedPairing confirm(String codeOfApprover) {
    PairingCode.requireSame(code(), codeOfApprover);
    Pairing.Transcript agreed = transcript.orElseThrow();
    return new ConfirmedPairing(agreed.genesis(), agreed.chain());
  }

  private static ClientException tampered(String what) {
    return new ClientException.Tampered(what, "nothing was trusted; start the pairing again");
  }
}
