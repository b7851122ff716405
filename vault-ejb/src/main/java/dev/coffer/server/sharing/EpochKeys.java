package dev.coffer.server.sharing;

import dev.coffer.protocol.KeyId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who can open one epoch of a vault, and with which wrapped key. */
public record EpochKeys(List<StoredKey> keys) {
  /** Of what has no epoch: a new vault, or one in format {@code lpm}. */
  public static final EpochKeys NONE = new EpochKeys(List.of());

  public EpochKeys {
    keys = List.copyOf(keys);
  }

  public Set<KeyId> recipients() {
    return keys.stream().map(StoredKey::recipient).collect(Collectors.toUnmodifiableSet());
  }

  public List<String> recipientNames() {
    return keys.stream().map(key -> key.recipient().value()).toList();
  }

  /** The wrapped key of {@code device}, if there is a device and it has one. */
  public Optional<String> of(Optional<KeyId> device) {
    return device.flatMap(
        id -> keys.stream().filter(k -> k.recipient().equals(id)).map(StoredKey::note).findFirst());
  }
}
