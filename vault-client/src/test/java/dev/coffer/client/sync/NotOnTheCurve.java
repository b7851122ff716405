package dev.coffer.client.sync;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.escrow.EscrowPublicKey;
import dev.coffer.protocol.wire.workload.EscrowKeyView;

/** What looks like an escrow key, and would give away the sender's secret bit by bit. */
final class NotOnTheCurve {
  private NotOnTheCurve() {}

  static EscrowKeyView view() {
    byte[] point = new byte[EscrowPublicKey.LENGTH];
    point[0] = 4;
    point[32] = 1;
    point[64] = 1;
    EscrowPublicKey key = new EscrowPublicKey(Bytes.of(point));
    return new EscrowKeyView(key.id().value(), key.point().base64(), true, null);
  }
}
