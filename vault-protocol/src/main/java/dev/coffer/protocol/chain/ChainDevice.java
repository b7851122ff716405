package dev.coffer.protocol.chain;

import dev.coffer.protocol.VaultId;
import java.util.List;
import java.util.Optional;

/**
 * One device as its account's chain knows it.
 *
 * @param approvedAt sequence of the event that let it in
 * @param revocation what ended its rights; empty while it has them
 */
public record ChainDevice(
    DeviceKeys keys, DeviceName name, long approvedAt, Optional<ChainEvent.Revoked> revocation) {

  public boolean isApproved() {
    return revocation.isEmpty();
  }

  /** This device without rights from now on, believed up to {@code heads}. */
  public ChainDevice ended(List<VaultHead> heads) {
    ChainEvent.Revoked end = new ChainEvent.Revoked(keys.keyId(), heads);
    return new ChainDevice(keys, name, approvedAt, Optional.of(end));
  }

  /** The head of {@code vault} up to which this revoked device is believed. */
  public Optional<VaultHead> believedHead(VaultId vault) {
    List<VaultHead> heads = revocation.map(ChainEvent.Revoked::heads).orElse(List.of());
    return heads.stream().filter(head -> head.vault().equals(vault)).findFirst();
  }
}
