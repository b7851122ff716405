package dev.coffer.protocol.chain.snapshot;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.chain.DeviceName;
import java.util.Optional;

/** One device; {@code revoked} is the index of the heads of what ended it, or null. */
public record DeviceText(
    String id, String signing, String agreement, String name, long approvedAt, Integer revoked) {

  public static DeviceText of(ChainDevice device, HeadLists heads) {
    return new DeviceText(
        device.keys().keyId().value(),
        device.keys().signing().base64(),
        device.keys().agreement().base64(),
        device.name().value(),
        device.approvedAt(),
        device.revocation().map(end -> heads.index(end.heads())).orElse(null));
  }

  public ChainDevice device(HeadLists heads) {
    return new ChainDevice(
        new DeviceKeys(Bytes.ofBase64(signing), Bytes.ofBase64(agreement)),
        new DeviceName(name),
        approvedAt,
        Optional.ofNullable(revoked)
            .map(index -> new ChainEvent.Revoked(new KeyId(id), heads.get(index))));
  }
}
