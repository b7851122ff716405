package dev.coffer.client.sync;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.Policies;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.chain.Roster;
import dev.coffer.protocol.chain.VaultHead;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A real chain of devices, some of which may do less. Whoever is reduced is believed for older
 * versions as before, up to the one that was the newest then.
 */
final class FakeRoster implements Roster {
  DeviceChain chain = DeviceChain.empty();
  private final Map<KeyId, Reach> reaches = new HashMap<>();
  private final Map<KeyId, Reduced> reduced = new HashMap<>();
  private long lastReduction = -1;

  private record Reduced(Reach before, int last) {}

  /** Lets {@code device} do {@code reach}, which is not less than before. */
  void allow(KeyId device, Reach reach) {
    reaches.put(device, reach);
  }

  /** As an event that is the newest one, made by somebody who has version {@code last}. */
  void reduce(KeyId device, Reach reach, int last) {
    reduced.put(device, new Reduced(reach(device), last));
    reaches.put(device, reach);
    lastReduction = chain.length() - 1L;
  }

  @Override
  public Optional<ChainDevice> device(KeyId id) {
    return chain.device(id);
  }

  @Override
  public List<ChainDevice> approved() {
    return chain.approved().stream()
        .filter(device -> reach(device.keys().keyId()).readsAny())
        .toList();
  }

  @Override
  public Reach reach(KeyId device) {
    return chain.reach(device).vault() ? reaches.getOrDefault(device, Reach.ALL) : Reach.NOTHING;
  }

  @Override
  public Optional<Reach> authority(KeyId author, VaultHead version) {
    Optional<Reduced> before =
        Optional.ofNullable(reduced.get(author)).filter(cut -> version.version() <= cut.last());
    Reach reach = before.map(Reduced::before).orElse(reaches.getOrDefault(author, Reach.ALL));
    return chain.authority(author, version).map(all -> reach).filter(Reach::readsAny);
  }

  @Override
  public Optional<VaultHead> floor(VaultId vault) {
    return chain.floor(vault);
  }

  @Override
  public boolean revokedAfter(long sequence) {
    return chain.revokedAfter(sequence) || lastReduction > sequence;
  }

  @Override
  public boolean lossBetween(long older, long newer) {
    boolean reduction = lastReduction > older && lastReduction <= newer;
    return reduction || chain.lossBetween(older, newer);
  }

  @Override
  public boolean contains(ChainPosition position) {
    return chain.contains(position);
  }

  @Override
  public Optional<ChainPosition> head() {
    return chain.head();
  }

  @Override
  public Policies policies() {
    return chain.policies();
  }
}
