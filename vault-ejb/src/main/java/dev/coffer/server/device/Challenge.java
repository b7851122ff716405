package dev.coffer.server.device;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.Pairing;
import dev.coffer.protocol.wire.device.PairingChallenge;

/**
 * An approving device's half of a pairing.
 *
 * @param chain the newest event that the approver had verified
 * @param nonce 32 bytes
 */
public record Challenge(KeyId approver, Digest genesis, ChainPosition chain, Bytes nonce) {

  /**
   * Reads a request.
   *
   * @throws Malformed when a part is absent or has not its form
   */
  public static Challenge of(PairingChallenge request) {
    if (request.genesis() == null
        || request.sequence() == null
        || request.sequence() < 0
        || request.head() == null
        || request.nonce() == null) {
      throw new Malformed("a challenge has approver, genesis, sequence, head and nonce");
    }
    return new Challenge(
        new KeyId(request.approver()),
        Digest.parse(request.genesis()),
        new ChainPosition(request.sequence(), Digest.parse(request.head())),
        Bytes.ofBase64(request.nonce(), Pairing.NONCE_LENGTH));
  }
}
