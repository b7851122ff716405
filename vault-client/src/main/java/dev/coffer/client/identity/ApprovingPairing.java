package dev.coffer.client.identity;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.Pairing;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.wire.device.DeviceView;
import dev.coffer.protocol.wire.device.PairingChallenge;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * The approving device's side of one pairing: take the pending device as it stands, challenge it,
 * check what it reveals, compare codes, sign. Everything that the server says about the device is
 * fixed before the challenge leaves. One try with a code each. Not safe for several threads.
 */
public final class ApprovingPairing {
  private final TrustedChain chain;
  private final KeyId approver;
  private final DeviceKeys device;
  private final DeviceName name;
  private final Digest commitment;
  private final Bytes challenge;
  private Optional<Pairing.Transcript> transcript = Optional.empty();
  private boolean tried;

  /**
   * Begins to pair with {@code pending}.
   *
   * @throws ClientException.Tampered when the view is malformed or its key id is not its keys'
   */
  public ApprovingPairing(
      TrustedChain chain, KeyId approver, DeviceView pending, SecureRandom random) {
    this.chain = chain;
    this.approver = approver;
    try {
      this.device = DeviceKeys.ofBase64(pending.signingKey(), pending.agreementKey());
      this.name = new DeviceName(pending.name());
      this.commitment = Digest.parse(pending.commitment());
    } catch (Malformed | NullPointerException e) {
      throw tampered("the server's view of the pending device is malformed");
    }
    if (!device.keyId().value().equals(pending.keyId())) {
      throw tampered("the pending device's keys are not those of its key id");
    }
    this.challenge = PairingCode.nonce(random);
  }

  /** What the server passes on to the pending device. */
  public PairingChallenge challenge() {
    return new PairingChallenge(
        approver.value(),
        chain.genesis().text(),
        chain.head().sequence(),
        chain.head().digest().text(),
        challenge.base64());
  }

  /**
   * Takes the nonce that the device revealed.
   *
   * @param nonce base64 of 32 bytes
   * @throws ClientException.Tampered unless it is the one that the device had committed to, with
   *     these keys and this name
   */
  public void reveal(String nonce) {
    Bytes revealed;
    try {
      revealed = Bytes.ofBase64(nonce, Pairing.NONCE_LENGTH);
    } catch (Malformed e) {
      throw tampered("the pending device's answer is malformed");
    }
    if (!Pairing.commitment(device, name, revealed).equals(commitment)) {
      throw tampered("the pending device's answer is not the one it had committed to");
    }
    transcript =
        Optional.of(
            new Pairing.Transcript(
                chain.genesis(), chain.head(), approver, device, name, challenge, revealed));
  }

  /** The code to show, as {@code 1234 5678}; after {@link #reveal}. */
  public String code() {
    return Pairing.code(transcript.orElseThrow(() -> new IllegalStateException("no answer yet")));
  }

  /**
   * The signed approval, when the codes agree.
   *
   * @param codeOfDevice as the person read it on the new device
   * @throws ClientException.Tampered when it is not this device's code, and from then on always
   */
  public SignedNote approve(String codeOfDevice, ChainAuthor author) {
    String code = code();
    if (tried) {
      throw tampered("this pairing's one try is used up");
    }
    tried = true;
    PairingCode.requireSame(code, codeOfDevice);
    return author.approve(chain, device, name);
  }

  private static ClientException tampered(String what) {
    return new ClientException.Tampered(what, "nothing was approved; start the pairing again");
  }
}
