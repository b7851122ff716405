package dev.coffer.client.identity;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.chain.ChainPosition;

/**
 * What a person vouched for by comparing codes on a new device: which chain the approving device
 * has. Made by {@link NewDevicePairing#confirm} only.
 */
public final class ConfirmedPairing {
  private final Digest genesis;
  private final ChainPosition position;

  ConfirmedPairing(Digest genesis, ChainPosition position) {
    this.genesis = genesis;
    this.position = position;
  }

  Digest genesis() {
    return genesis;
  }

  ChainPosition position() {
    return position;
  }
}
